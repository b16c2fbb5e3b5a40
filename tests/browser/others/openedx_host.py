"""Runs in an environment of its own: Open edX's SCORM block in the smallest runtime that can hold it.

Real are the block, its import, its handlers, its page and its scripts; Open edX round it is not: the
learner is one, what is stored lives in memory, grades are collected. Usage: openedx_host.py PORT SCRIPT,
where SCRIPT stands in for jQuery.

- POST /package: studio's form; GET /: the learner's page; /handler/NAME/SUFFIX: the block's handlers;
  GET /stored: the block's fields and what it published.
"""

import json
import sys
from pathlib import Path
from socketserver import ThreadingMixIn
from threading import RLock
from types import SimpleNamespace
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import django
from django.conf import settings

settings.configure(
    MEDIA_ROOT="media",
    USE_TZ=True,
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()

from openedxscorm.scormxblock import ScormXBlock  # noqa: E402
from webob import Request, Response  # noqa: E402
from xblock.fields import ScopeIds  # noqa: E402
from xblock.runtime import DictKeyValueStore, KvsFieldData, MemoryIdManager, Runtime  # noqa: E402

FIELDS = (
    *("scorm_version", "index_page_path", "package_warnings", "package_meta"),
    *("lesson_status", "success_status", "lesson_score", "scorm_data"),
)

PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Unit</title>
<link rel="icon" href="data:,"><style>{css}</style></head><body><div id="block">{body}</div>
<script>{shim}</script><script>{scripts}</script>
<script>{start}({{handlerUrl: (element, name) => "/handler/" + name}},
document.getElementById("block"), {args});</script></body></html>"""


class OneCourse(Runtime):
    """A course with a single unit."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        self.published = []

    def handler_url(self, block, handler_name, suffix="", query="", thirdparty=False):
        return f"/handler/{handler_name}/{suffix}"

    def local_resource_url(self, block, uri):
        return uri

    def resource_url(self, resource):
        return resource

    def publish(self, block, event_type, event_data):
        self.published.append([event_type, event_data])


class Learner:
    """Open edX's user service."""

    def get_current_user(self):
        return SimpleNamespace(
            opt_attrs={"edx-platform.user_id": 7, "edx-platform.username": "anais"}
        )


class Site:
    """The block behind a WSGI app; one request at a time, as in a database's transaction."""

    def __init__(self, shim):
        ids = MemoryIdManager()
        self.runtime = OneCourse(
            id_reader=ids,
            id_generator=ids,
            services={"field-data": KvsFieldData(DictKeyValueStore()), "user": Learner()},
        )
        definition = ids.create_definition("scorm")
        self.scope_ids = ScopeIds("7", "scorm", definition, ids.create_usage(definition))
        self.shim = shim
        self.lock = RLock()

    def block(self):
        """Return the block as a request finds it."""
        ScormXBlock.location = SimpleNamespace(block_id="unit")
        return self.runtime.construct_xblock_from_class(ScormXBlock, self.scope_ids)

    def __call__(self, environ, start_response):
        request = Request(environ)
        with self.lock:
            block = self.block()
            answer = self.answer(block, request)
            block.save()
        return answer(environ, start_response)

    def answer(self, block, request):
        """Return the response to a request."""
        first, _, rest = request.path_info.lstrip("/").partition("/")
        if first == "":
            return self.page(block)
        if first == "package":
            return block.handle("studio_submit", request)
        if first == "handler":
            name, _, suffix = rest.partition("/")
            return block.handle(name, request, suffix)
        if first == "stored":
            found = {name: getattr(block, name) for name in FIELDS}
            return Response(json={**found, "published": self.runtime.published})
        return Response(status=404)

    def page(self, block):
        """Return the unit's page as a learner sees it."""
        fragment = block.student_view()
        parts = fragment.to_dict()
        of_type = lambda mime: [r["data"] for r in parts["resources"] if r["mimetype"] == mime]  # noqa: E731
        return Response(
            PAGE.format(
                body=parts["content"],
                css="\n".join(of_type("text/css")),
                shim=self.shim,
                scripts="\n;\n".join(of_type("application/javascript")),
                start=parts["js_init_fn"],
                args=json.dumps(parts["json_init_args"]),
            )
        )


class Quiet(WSGIRequestHandler):
    def log_message(self, format, *args):
        """Say nothing of each request."""


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


if __name__ == "__main__":
    site = Site(Path(sys.argv[2]).read_text(encoding="utf-8"))
    make_server("127.0.0.1", int(sys.argv[1]), site, Server, Quiet).serve_forever()
