"""A mailbox behind a real socket that knows as much IMAP as looking for returned mail needs (RFC 3501)."""

import base64
import re
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tests.mail import PASSWORD, USER


class ImapServer:
    """One account with one mailbox on a free port of this machine."""

    def __init__(self, tls: ssl.SSLContext | None = None, mailbox: str = "INBOX") -> None:
        self.mails: dict[int, bytes] = {}
        self.read: set[int] = set()
        #: Numbers of mails whose words were asked for, in order.
        self.fetched: list[int] = []
        self.user, self.password, self.mailbox = USER, PASSWORD, mailbox
        self.validity = 7
        self.read_only = False
        #: A command after which the server hangs up.
        self.breaks_at: str | None = None
        #: A command that is not answered; `stuck` tells that it has come, `left` that the other side waits no more.
        self.silent_at: str | None = None
        self.stuck, self.left = threading.Event(), threading.Event()
        self.tls = tls
        self._server = _Server(self)
        self.port: int = self._server.server_address[1]

    @property
    def address(self) -> str:
        return f"localhost:{self.port}"

    def put(self, mail: bytes) -> int:
        """A new mail; its number."""
        number = max(self.mails, default=0) + 1
        self.mails[number] = mail
        return number

    @contextmanager
    def serving(self) -> Iterator["ImapServer"]:
        thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            thread.join()
            self._server.server_close()  # waits for the sessions


class _Server(socketserver.ThreadingTCPServer):
    def __init__(self, box: ImapServer) -> None:
        self.box = box
        super().__init__(("127.0.0.1", 0), _Session)


class _Session(socketserver.StreamRequestHandler):
    server: _Server
    disable_nagle_algorithm = True

    def setup(self) -> None:
        if self.server.box.tls is not None:
            self.request = self.server.box.tls.wrap_socket(
                self.request, server_side=True, do_handshake_on_connect=False
            )
        super().setup()

    def handle(self) -> None:
        try:
            self._say("* OK ready")
            while self._answer(self.rfile.readline().decode().rstrip("\r\n")):
                pass
        except OSError:  # the other side does not trust our certificate, or has gone
            return

    def finish(self) -> None:
        super().finish()
        self.request.close()

    def _say(self, line: str, literal: bytes | None = None) -> None:
        content = line.encode() + (b"" if literal is None else b" {%d}\r\n%s)" % (len(literal), literal))
        self.wfile.write(content + b"\r\n")

    def _answer(self, line: str) -> bool:
        """One command; False if that was the last."""
        tag, _, rest = line.partition(" ")
        name, _, rest = rest.removeprefix("UID ").partition(" ")
        box = self.server.box
        if name == box.silent_at:
            box.stuck.set()
            self.rfile.readline()
            box.left.set()
            return False
        if not tag or name == box.breaks_at:
            return False
        refusal = {
            "CAPABILITY": self._capability, "LOGIN": self._login, "AUTHENTICATE": self._authenticate,
            "SELECT": self._select, "SEARCH": self._search, "FETCH": self._fetch, "STORE": self._store,
            "LOGOUT": self._logout,
        }.get(name, self._unknown)(rest)  # fmt: skip
        self._say(f"{tag} {refusal or 'OK done'}")
        return name != "LOGOUT"

    def _capability(self, _: str) -> str | None:
        self._say("* CAPABILITY IMAP4REV1 AUTH=PLAIN")
        return None

    def _login(self, rest: str) -> str | None:
        user, _, password = rest.partition(" ")
        return self._known(user, re.sub(r"\\(.)", r"\1", password.strip('"')))

    def _authenticate(self, mechanism: str) -> str | None:
        self._say("+ ")
        _, user, password = base64.b64decode(self.rfile.readline()).decode().split("\0")
        return self._known(user, password) if mechanism == "PLAIN" else "NO mechanism"

    def _known(self, user: str, password: str) -> str | None:
        box = self.server.box
        return None if (user, password) == (box.user, box.password) else "NO [AUTHENTICATIONFAILED] no"

    def _select(self, name: str) -> str | None:
        box = self.server.box
        if name != f'"{box.mailbox}"':
            return "NO [NONEXISTENT] no such mailbox"
        self._say(f"* {len(box.mails)} EXISTS")
        self._say(f"* OK [UIDVALIDITY {box.validity}] valid")
        return "OK [READ-ONLY] done" if box.read_only else "OK [READ-WRITE] done"

    def _search(self, rest: str) -> str | None:
        assert rest == "UNSEEN"
        box = self.server.box
        self._say(" ".join(["* SEARCH", *(str(number) for number in box.mails if number not in box.read)]))
        return None

    def _fetch(self, rest: str) -> str | None:
        box = self.server.box
        found = re.fullmatch(r"(\d+) \(BODY(\.PEEK)?\[\]<0\.(\d+)>\)", rest)
        assert found is not None
        number = int(found[1])
        box.fetched.append(number)
        if not found[2]:
            box.read.add(number)
        if number in box.mails:
            self._say(f"* {number} FETCH (UID {number} BODY[]<0>", box.mails[number][: int(found[3])])
        return None

    def _store(self, rest: str) -> str | None:
        found = re.fullmatch(r"(\d+) \+FLAGS\.SILENT \(\\Seen\)", rest)
        assert found is not None
        self.server.box.read.add(int(found[1]))
        return None

    def _logout(self, _: str) -> str | None:
        self._say("* BYE")
        return None

    def _unknown(self, _: str) -> str | None:
        return "BAD unknown command"
