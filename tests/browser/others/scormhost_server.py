"""Runs in scormhost's own environment: the host with its data in this folder, on the port that is given."""

import sys

import uvicorn
from scormhost import create_scorm_app

if __name__ == "__main__":
    app = create_scorm_app(data_dir="data", secret_key="for-tests-only-" + "0" * 32)
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), log_level="warning")
