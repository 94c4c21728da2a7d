import os, time
n = 0
try:
    for d in range(4000):
        os.mkdir(f'/tmp/d{d}')
        for k in range(1000): os.symlink('x' * 200, f'/tmp/d{d}/{k}'); n += 1
    print('LEAK: four million inodes')
except OSError as e: print('OK: inodes stopped', e.errno, n)
