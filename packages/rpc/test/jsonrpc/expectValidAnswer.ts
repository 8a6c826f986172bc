import { expect } from 'vitest'

/** What random requests may be answered with; an internal error is not among it. */
const ERROR_CODES = [
  3, -32700, -32600, -32601, -32602, -32000, -32002, -32003, -32004, -32005, -32050, -32051, -32052,
  -32058,
]

/** Fails unless it is a JSON-RPC 2.0 answer with a result, or with an error of a known code. */
export function expectValidAnswer(answer: unknown): void {
  expect(answer).toMatchObject({ jsonrpc: '2.0' })
  const { id, error } = answer as { id: unknown; error?: { code: number; message: unknown } }
  expect(id === null || typeof id === 'string' || typeof id === 'number').toBe(true)
  expect('result' in (answer as object)).toBe(error === undefined)
  if (error === undefined) return
  expect(ERROR_CODES).toContain(error.code)
  expect(error.message).toBeTypeOf('string')
}
