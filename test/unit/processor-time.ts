/** Milliseconds that this process has had of the processors. What else a machine does does not count, as a clock would. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
