import os, socket, time
def fill():
    held, total = [], 0
    try:
        while True:
            a, b = socket.socketpair()
            a.setblocking(False)
            a.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 30)
            held += [a, b]
            try:
                while True: total += a.send(bytes(1 << 16))
            except BlockingIOError: pass
    except OSError: pass
    return held, total
for k in range(100):
    if os.fork() == 0:
        held, total = fill()
        time.sleep(30); os._exit(0)
time.sleep(25)
print('LEAK: a hundred processes hold full sockets')
