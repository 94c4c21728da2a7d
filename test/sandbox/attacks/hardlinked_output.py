import os
for target in ('/data/test.csv', '/sandbox/notebook.ipynb', '/etc/passwd', '/proc/self/environ'):
    try: os.link(target, '/out/predictions.csv'); print('LEAK: linked', target); break
    except OSError as e: print('OK:', target, e.errno)
try: os.symlink('/data/test.csv', '/out/predictions.csv')
except OSError as e: print('INFO:', e)
