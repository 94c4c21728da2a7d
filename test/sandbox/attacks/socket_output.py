import socket
s = socket.socket(socket.AF_UNIX); s.bind('/out/predictions.csv'); s.listen()
