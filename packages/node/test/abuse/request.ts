/** One request. */
export function request(method: string, ...params: readonly unknown[]) {
  return { jsonrpc: '2.0', id: 1, method, params }
}
