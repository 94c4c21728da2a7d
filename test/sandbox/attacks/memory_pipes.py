import fcntl, os, time
for k in range(100):
    if os.fork() == 0:
        held = []
        try:
            while True:
                r, w = os.pipe(); held += [r, w]; os.set_blocking(w, False)
                try: fcntl.fcntl(w, 1031, 1 << 20)
                except OSError: pass
                try:
                    while True: os.write(w, bytes(1 << 16))
                except BlockingIOError: pass
        except OSError: pass
        time.sleep(8); os._exit(0)
time.sleep(6)
print('INFO: pipes are full')
