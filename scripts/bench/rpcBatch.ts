/** One JSON-RPC batch; throws when any of its calls failed. */
export async function rpcBatch(
  rpcUrl: string,
  calls: readonly (readonly [method: string, ...parameters: unknown[]])[],
): Promise<unknown[]> {
  const response = await fetch(rpcUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(
      calls.map(([method, ...params], id) => ({ jsonrpc: '2.0', id, method, params })),
    ),
  })
  const answers = (await response.json()) as {
    id: number
    result?: unknown
    error?: { message: string }
  }[]
  const results: unknown[] = []
  for (const { id, result, error } of answers) {
    if (error !== undefined) throw new Error(`${calls[id]?.[0]}: ${error.message}`)
    results[id] = result
  }
  return results
}

/** One JSON-RPC call. */
export async function rpcCall(
  rpcUrl: string,
  method: string,
  ...parameters: unknown[]
): Promise<unknown> {
  return (await rpcBatch(rpcUrl, [[method, ...parameters]]))[0]
}
