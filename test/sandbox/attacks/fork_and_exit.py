# Each process lives for an instant: what is killed has a child already.
import os, time
for k in range(30):
    if os.fork() == 0:
        while True:
            try:
                if os.fork(): os._exit(0)
            except OSError: time.sleep(0.001)
time.sleep(60)
