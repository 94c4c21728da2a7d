import os, stat
usual = {'null', 'zero', 'full', 'random', 'urandom', 'tty', 'ptmx', 'console'}
for folder, names, files in os.walk('/dev'):
    for f in files:
        p = os.path.join(folder, f)
        mode = os.lstat(p).st_mode
        if stat.S_ISBLK(mode): print('LEAK: a block device', p)
        if stat.S_ISCHR(mode) and f not in usual: print('LEAK: a device', p)
for p in ('/dev/mem', '/dev/kmem', '/dev/vda', '/dev/sda', '/dev/kvm', '/dev/fuse', '/dev/net/tun', '/dev/loop-control', '/dev/userfaultfd', '/dev/kmsg', '/proc/kcore', '/proc/kmsg', '/proc/sysrq-trigger', '/sys/kernel/debug'):
    try: os.open(p, os.O_RDWR); print('LEAK:', p)
    except OSError as e: print('OK:', p, e.errno)
for name, mode, number in (('b', stat.S_IFBLK, (254, 0)), ('c', stat.S_IFCHR, (1, 1))):
    try: os.mknod('/tmp/' + name, mode | 0o666, os.makedev(*number)); open('/tmp/' + name, 'rb').read(1); print('LEAK: mknod', name)
    except OSError as e: print('OK: mknod', name, e.errno)
for p in ('/proc/sys/kernel/core_pattern', '/proc/sys/kernel/hostname', '/proc/sys/vm/overcommit_memory', '/proc/self/oom_score_adj', '/sys/fs/cgroup/x'):
    try:
        with open(p, 'w') as f: f.write('-1000' if 'oom' in p else '0')
        print('LEAK: written', p)
    except OSError as e: print('OK:', p, e.errno)
