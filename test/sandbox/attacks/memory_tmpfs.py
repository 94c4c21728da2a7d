total = 0
for folder in ('/tmp', '/out', '/dev/shm', '/dev', '/run', '/'):
    try:
        for k in range(40):
            with open(f'{folder}/f{k}', 'wb') as f:
                for _ in range(8): total += f.write(b'\1' * (8 << 20))
    except OSError as e: print('OK:', folder, e.errno)
print('INFO: MiB', total >> 20)
if total > 1100 << 20: print('LEAK: tmpfs took', total >> 20)
