/** Runs services of which none goes on without the others. */
export async function together(
  signal: AbortSignal,
  services: readonly { run(signal: AbortSignal): Promise<void> }[],
): Promise<void> {
  const ending = new AbortController()
  const inner = AbortSignal.any([signal, ending.signal])
  try {
    await Promise.all(services.map((service) => service.run(inner)))
  } finally {
    ending.abort()
  }
}
