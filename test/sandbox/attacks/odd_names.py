import os
for name in ('a' * 255, '..a', '-rf', '$(reboot)', 'x;y', 'predictions.csv ', 'PREDICTIONS.CSV', '\x1b[2J', '한글', '\udcff\udcfe', 'line\nbreak'):
    try: open(os.path.join('/out', name), 'w').write('x')
    except OSError as e: print('INFO:', repr(name), e.errno)
os.makedirs('/out/' + '/'.join(['d' * 200] * 15), exist_ok=True)
os.mkdir('/out/predictions.csv')
