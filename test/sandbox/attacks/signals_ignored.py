import os, signal, time
for s in range(1, 65):
    try: signal.signal(s, signal.SIG_IGN)
    except (OSError, ValueError): pass
for k in range(20):
    if os.fork() == 0:
        os.setsid()
        while True: time.sleep(1)
while True: pass
