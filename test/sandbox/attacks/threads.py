import threading, time
n = 0
try:
    while n < 2000:
        threading.Thread(target=time.sleep, args=(20,), daemon=True).start()
        n += 1
except RuntimeError as e:
    print('OK: threads stopped', e)
print('INFO: threads', n)
if n > 200: print('LEAK: %d threads' % n)
