"""The domains that objectives serve, by number, in the words of their documents.

Sources: GMC, Good medical practice (in force from 30 January 2024); GMC and AoMRC, Generic
professional capabilities framework (2017).
"""

from typing import Final

GMP: Final = {
    1: "Knowledge, skills and development",
    2: "Patients, partnership and communication",
    3: "Colleagues, culture and safety",
    4: "Trust and professionalism",
}
"""Good medical practice (2024)."""

GPC: Final = {
    1: "Professional values and behaviours",
    2: "Professional skills",
    3: "Professional knowledge",
    4: "Health promotion and illness prevention",
    5: "Leadership and team working",
    6: "Patient safety and quality improvement",
    7: "Safeguarding vulnerable groups",
    8: "Education and training",
    9: "Research and scholarship",
}
"""Generic professional capabilities (2017)."""
