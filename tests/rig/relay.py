"""A port on the loopback that leads to a socket: for programs that reach servers by host only."""

import selectors
import socket
import socketserver
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread


@contextmanager
def relayed(path: str) -> Iterator[int]:
    """The port by which the socket at `path` is reached while the block lasts."""

    class Relay(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with socket.socket(socket.AF_UNIX) as server, selectors.DefaultSelector() as ready:
                server.connect(path)
                ready.register(self.request, selectors.EVENT_READ, server)
                ready.register(server, selectors.EVENT_READ, self.request)
                while True:
                    for key, _ in ready.select():
                        assert isinstance(key.fileobj, socket.socket)
                        if not (some := key.fileobj.recv(65_536)):
                            return
                        key.data.sendall(some)

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True

    with Server(("127.0.0.1", 0), Relay) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()
