# The file grows while it is read, from a process that has left the kernel's session.
import os
open('/out/predictions.csv', 'w').write('id,pred\n1,0.5\n')
if os.fork() == 0:
    os.setsid()
    if os.fork(): os._exit(0)
    while True:
        try:
            with open('/out/predictions.csv', 'a') as f: f.write('2,0.5\n' * 1000)
        except OSError: pass
