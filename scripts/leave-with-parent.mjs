// Preloaded into the server: when the command that started it is gone, even by kill -9, it leaves too.
process.on('disconnect', () => process.exit(0));
