import sys, time
until = time.time() + 6
n = 0
while time.time() < until:
    print('x' * 4096, flush=True); n += 1
print('INFO: lines', n)
open('/out/predictions.csv', 'w').write('id,pred\n1,0.5\n')
