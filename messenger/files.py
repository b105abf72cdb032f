"""Files which were sent through this messenger, and how messages speak of them."""

from __future__ import annotations

import hashlib
import mimetypes
import struct
from dataclasses import dataclass
from typing import Any

from messenger.model import JSON
from messenger.refusals import bad_request

MAX_UPLOAD = 50 * 1024 * 1024
MAX_DOWNLOAD = 20 * 1024 * 1024
MAX_PHOTO = 10 * 1024 * 1024

#: kind -> folder in file paths, usual type, Telegram's word for it
KINDS = {
    "photo": ("photos", "image/jpeg", "Photo"),
    "video": ("videos", "video/mp4", "Video"),
    "video_note": ("video_notes", "video/mp4", "VideoNote"),
    "voice": ("voice", "audio/ogg", "VoiceNote"),
    "audio": ("music", "audio/mpeg", "Audio"),
    "animation": ("animations", "video/mp4", "Animation"),
    "sticker": ("stickers", "image/webp", "Sticker"),
    "document": ("documents", None, "Document"),
}
EXTENSIONS = {"image/jpeg": "jpg", "audio/ogg": "oga", "audio/mpeg": "mp3", "video/mp4": "mp4", "image/webp": "webp"}


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file, once, however often it is sent."""

    file_id: str
    unique_id: str
    kind: str
    data: bytes
    name: str | None
    mime: str
    path: str
    content: Any  # as it stands in a message under its kind: a list of sizes for a photo, else an object

    def json(self) -> JSON:
        """Telegram's File."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
            "file_path": self.path,
        }


class Files:
    """All files, by id and by path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(
        self, kind: str, data: bytes, *, name: str | None = None, mime: str | None = None, **meta: Any
    ) -> StoredFile:
        """Keep a file that is sent as this kind of message; meta is width, duration and the like."""
        if not data:
            raise bad_request("file must be non-empty")
        if kind == "photo" and len(data) > MAX_PHOTO:
            size = f"file of size {len(data)} bytes is too big for a photo"
            raise bad_request(f"{size}; the maximum size is {MAX_PHOTO} bytes")
        number = len(self._by_path) + 1
        folder, usual, _ = KINDS[kind]
        mime = mime or usual or (mimetypes.guess_type(name)[0] if name else None) or "application/octet-stream"
        unique = hashlib.blake2b(data, digest_size=9).hexdigest()
        file_id = f"LOCAL{kind.upper().replace('_', '')}-{unique}-{number}"
        extension = EXTENSIONS.get(mime) or (name.rsplit(".", 1)[-1] if name and "." in name else "bin")
        path = f"{folder}/file_{number}.{extension}"
        base: JSON = {"file_id": file_id, "file_unique_id": f"U{unique}", "file_size": len(data)}
        keeps_name = kind in ("video", "audio", "document", "animation")
        stored = StoredFile(
            file_id, f"U{unique}", kind, data, name if keeps_name else None, mime, path,
            self._content(kind, base, data, name if keeps_name else None, mime, meta),
        )  # fmt: skip
        self._by_id[file_id] = self._by_path[path] = stored
        if kind == "photo":
            self._by_id[f"{file_id}-s"] = stored
        return stored

    def find(self, file_id: str) -> StoredFile | None:
        return self._by_id.get(file_id)

    def get(self, file_id: str) -> StoredFile:
        """The file of this id, for the bot."""
        if not file_id:
            raise bad_request("file_id not specified")
        stored = self._by_id.get(file_id)
        if stored is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return stored

    def at(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

    def _content(self, kind: str, base: JSON, data: bytes, name: str | None, mime: str, meta: dict[str, Any]) -> Any:
        meta = {key: value for key, value in meta.items() if value is not None}
        if kind == "photo":
            width, height = _size(data)
            whole = {**base, "width": width, "height": height}
            scale = 90 / max(width, height)
            small = {**whole, "file_id": f"{base['file_id']}-s", "file_unique_id": f"{base['file_unique_id']}s"}
            small |= {"width": max(1, round(width * scale)), "height": max(1, round(height * scale))}
            return [small, whole]
        if kind in ("video", "animation"):
            out = {**base, "width": 640, "height": 360, "duration": 3, "mime_type": mime}
        elif kind == "video_note":
            out = {**base, "length": 240, "duration": 3}
        elif kind in ("voice", "audio"):
            out = {**base, "duration": 3, "mime_type": mime}
        elif kind == "sticker":
            out = {**base, "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False}
        else:
            out = {**base, "mime_type": mime}
        if name:
            out["file_name"] = name
        return out | meta


def _size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG; of anything else, those of a usual photo."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return max(1, width), max(1, height)
    at = 2
    while data.startswith(b"\xff\xd8") and at + 9 < len(data) and data[at] == 0xFF:
        if data[at + 1] in (0xC0, 0xC1, 0xC2):
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return max(1, width), max(1, height)
        at += 2 + int.from_bytes(data[at + 2 : at + 4], "big")
    return 1280, 960
