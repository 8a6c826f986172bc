import {
  decodeTransaction,
  encodeTransaction,
  fromHex,
  type Hex,
  predeploys,
  type SignedTransaction,
  toHex,
} from '@mvm/protocol'
import { decodeRlp, encodeRlp } from 'ethers'
import { CHAIN_ID, user, word } from '../../../execution/test/chain/TestChain.ts'
import {
  authorization,
  delegating,
  holder,
  MILLION,
  nobody,
  ORDER,
  other,
  outsider,
  poor,
  rich,
  signed,
} from './scenarioWorld.ts'

/** Most bytes of chain, address, nonce, parity, r and s. */
const longestOfAuthorization = [32, 20, 8, 1, 32, 32]

/** Raw transactions that are skipped, and why. */
export const skippedTransactions: readonly (readonly [string, Uint8Array])[] = [
  ['no bytes at all', new Uint8Array()],
  ['bytes of no known type', Uint8Array.of(3, 0xc0)],
  ['a string', Uint8Array.of(0x83, 1, 2, 3)],
  ['another chain', signed(other, 2, { chainId: CHAIN_ID + 1 })],
  ['another chain, legacy', signed(other, 0, { chainId: CHAIN_ID + 1 })],
  ['surplus bytes behind', Uint8Array.from([...signed(other, 2), 0])],
  ['surplus bytes behind, legacy', Uint8Array.from([...signed(other, 0), 0])],
  ['a byte less', signed(other, 2).subarray(0, -1)],
  ['a length of 55 that is written as longer ones are', withLongLength()],
  ['a gas limit above 2^24', signed(other, 2, { gasLimit: 2n ** 24n + 1n })],
  [
    'an encoding above 60 KiB',
    signed(other, 2, { data: new Uint8Array(61_440), gasLimit: 2n ** 22n }),
  ],
  ['no chain id', legacyWith(27)],
  ['no parity', legacyWith(30)],
  ['a high s', withHighS(signed(other, 2))],
  ['the least s that is high', withS(ORDER / 2n + 1n)],
  ['the greatest s that is not, by which a stranger has signed', withS(ORDER / 2n)],
  ['a signature of nobody', encodeTransaction({ ...decoded(signed(other, 2)), r: 5n })],
  ['no r', encodeTransaction({ ...decoded(signed(other, 2)), r: 0n })],
  ['the last nonce', signed(other, 2, { nonce: 2n ** 64n - 1n })],
  ['no authorizations', signed(other, 4)],
  ['less than the intrinsic gas', signed(other, 2, { gasLimit: 20_999n })],
  [
    'less than the intrinsic gas of lists',
    signed(other, 1, {
      gasLimit: 25_299n,
      accessList: [{ address: nobody, storageKeys: [word(1)] }],
    }),
  ],
  [
    'less than the intrinsic gas of authorizations',
    signed(other, 4, { gasLimit: 45_999n, authorizationList: [authorization(rich)] }),
  ],
  [
    'less than the floor gas',
    signed(other, 2, { gasLimit: 24_999n, data: new Uint8Array(100).fill(1) }),
  ],
  [
    'too much init code',
    signed(other, 2, { to: null, data: new Uint8Array(49_153), gasLimit: 2n ** 22n }),
  ],
  ['a tip above the maximum', signed(other, 2, { maxPriorityFeePerGas: 2_000_000_001n })],
  [
    'a maximum below the base fee',
    signed(other, 2, { maxFeePerGas: 1n, maxPriorityFeePerGas: 0n }),
  ],
  ['a nonce ahead', signed(other, 2, { nonce: 1n })],
  ['a nonce that is used', signed(delegating, 2)],
  ['a sender with code', signed(holder, 2)],
  ['no SUBMIT', signed(outsider, 2)],
  ['no SUBMIT for one whom nobody allows', signed(user(20), 2)],
  ['no money for the value', signed(other, 2, { value: MILLION + 1n })],
  ['no money for gas', signed(poor, 2, { gasLimit: 21_000n })],
  ['no money for a huge price', signed(other, 2, { maxFeePerGas: 2n ** 256n - 1n })],
  ['no money for tax', signed(other, 2, { value: (MILLION * 99n) / 100n })],
  ['the IPFS resolver', signed(other, 2, { to: predeploys.ipfsResolver })],
  ...longestOfAuthorization.map(
    (length, i) =>
      [
        `${length + 1} bytes in field ${i} of an authorization`,
        withLongField(i, length + 1),
      ] as const,
  ),
]

/** An authorization one of whose fields has so many bytes. */
function withLongField(index: number, length: number): Uint8Array {
  const raw = signed(other, 4, { authorizationList: [authorization(rich)] })
  const fields = decodeRlp(raw.subarray(1)) as unknown as (string | string[][])[]
  const place = fields.findLastIndex((field) => Array.isArray(field))
  const [list] = fields[place] as string[][]
  const long = list?.with(index, toHex(new Uint8Array(length).fill(1))) as string[]
  const bytes = fromHex(encodeRlp(fields.with(place, [long])) as Hex)
  return Buffer.concat([raw.subarray(0, 1), bytes])
}

/** A legacy transaction whose signature has another v. */
function legacyWith(v: number): Uint8Array {
  const fields = decodeRlp(toHex(signed(other, 0))) as string[]
  return fromHex(encodeRlp(fields.with(6, toHex(Uint8Array.of(v)))) as Hex)
}

function decoded(raw: Uint8Array): SignedTransaction {
  return decodeTransaction(raw, { chainId: CHAIN_ID })
}

/** Signed by whoever it is that has signed like this. */
function withS(s: bigint): Uint8Array {
  return encodeTransaction({ ...decoded(signed(other, 2)), s })
}

/** The same signature, by the other s that it has. */
function withHighS(raw: Uint8Array): Uint8Array {
  const transaction = decoded(raw)
  const { s, yParity } = transaction
  return encodeTransaction({ ...transaction, s: ORDER - s, yParity: 1 - yParity })
}

/** Its data are of the greatest length that stands in the first byte, and have a byte of their own for it. */
function withLongLength(): Uint8Array {
  const raw = Buffer.from(signed(other, 2, { data: new Uint8Array(55).fill(0xaa) }))
  const at = raw.indexOf(Buffer.alloc(55, 0xaa)) - 1
  // 0x02 0xf8 and the list's length come first.
  const [type, head, length = 0] = raw
  return Buffer.concat([
    Buffer.of(type as number, head as number, length + 1),
    raw.subarray(3, at),
    Buffer.of(0xb8, 55),
    raw.subarray(at + 1),
  ])
}
