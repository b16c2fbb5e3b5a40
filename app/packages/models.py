"""Which packages were made, so that an organisation knows what it has in its LMS; and their zips."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.database import Base, now
from app.tenancy import Distributed, of_same, organisation_column


class PackageMade(Distributed, Base):
    """A package that somebody made. sha256: of the zip, in hex; size: in bytes.

    modules: slug to version, in the order of the package; options: what was chosen
    (``PackageOptions`` without its overlay), so that the same zip can be made again; overlay: its
    digest, in hex. made_by: none for somebody whose data were erased.
    """

    __tablename__ = "package_made"
    __table_args__ = (of_same("made_by", "membership"),)

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4)
    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    modules: Mapped[dict[str, str]] = mapped_column(JSON)
    format: Mapped[str] = mapped_column(Text)
    options: Mapped[dict[str, Any]] = mapped_column(JSON)
    overlay: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    size: Mapped[int]
    made_by: Mapped[uuid.UUID | None]
    made: Mapped[dt.datetime] = mapped_column(default=now)


class PackageZip(Distributed, Base):
    """The zip of a package that was made, once for the same bytes.

    It is kept as long as the package is among the latest of its organisation
    (``app/packages/keeping.py``). name: of the file, as it is downloaded; sha256: of content, in hex;
    content_sha256: of what content holds, as ``packager.digest`` has it.
    """

    __tablename__ = "package_zip"

    organisation_id: Mapped[uuid.UUID] = organisation_column(ForeignKey("organisation.id"))
    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    content_sha256: Mapped[str] = mapped_column(Text)
    content: Mapped[bytes] = mapped_column(LargeBinary)
