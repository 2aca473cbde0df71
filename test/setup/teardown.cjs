/** Leaves no server running that the tests started. */
module.exports = () => globalThis.__STOP_TEST_SERVERS__();
