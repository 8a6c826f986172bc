import type { Json } from '../jsonrpc/Json.ts'

interface Shot {
  readonly balance?: string
  readonly nonce?: number
  readonly code?: string
  readonly storage?: { readonly [slot: string]: string }
}

/** What a transaction changed, as the prestate tracer tells it. */
export interface StateChange {
  readonly pre: { readonly [address: string]: Shot }
  readonly post: { readonly [address: string]: Shot }
}

const ZERO_WORD = `0x${'00'.repeat(32)}`
const NOTHING = { balance: '0x0', nonce: 0, code: '0x' }

/** The changes as OpenEthereum wrote them: `=` for none, `+`, `-`, or `*` with both values. */
export function formatStateDiff({ pre, post }: StateChange): Json {
  const addresses = [...new Set([...Object.keys(pre), ...Object.keys(post)])]
  return Object.fromEntries(
    addresses.map((address) => {
      const [before, after] = [pre[address], post[address]]
      return [address, formatAccount(before, after)]
    }),
  )
}

function formatAccount(before: Shot | undefined, after: Shot | undefined): Json {
  const change = (name: 'balance' | 'nonce' | 'code'): Json => {
    const written = (shot: Shot | undefined) => hex(shot?.[name] ?? NOTHING[name])
    if (before === undefined) return { '+': written(after) }
    if (after === undefined) return { '-': written(before) }
    if (after[name] === undefined) return '='
    return { '*': { from: written(before), to: written(after) } }
  }
  return {
    balance: change('balance'),
    nonce: change('nonce'),
    code: change('code'),
    storage: formatStorage(before, after),
  }
}

function formatStorage(before: Shot | undefined, after: Shot | undefined): Json {
  const slots = new Set([
    ...Object.keys(before?.storage ?? {}),
    ...Object.keys(after?.storage ?? {}),
  ])
  return Object.fromEntries(
    [...slots].map((slot) => {
      const from = before?.storage?.[slot] ?? ZERO_WORD
      const to = after?.storage?.[slot] ?? ZERO_WORD
      if (before === undefined) return [slot, { '+': to }]
      if (after === undefined) return [slot, { '-': from }]
      return [slot, { '*': { from, to } }]
    }),
  )
}

function hex(value: string | number): string {
  return typeof value === 'number' ? `0x${value.toString(16)}` : value
}
