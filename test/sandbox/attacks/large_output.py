with open('/out/predictions.csv', 'wb') as f:
    for _ in range(60): f.write(b'1' * (1 << 20))
