import { asAddress, signAuthorization, toHex, type UnsignedTransaction } from '@mvm/protocol'
import fc from 'fast-check'
import { CHAIN_ID, KEY, TO } from './sampleTransactions.ts'

const hex = (bytes: number) =>
  fc.uint8Array({ minLength: bytes, maxLength: bytes }).map((b) => toHex(b))
const u256 = fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, (1n << 256n) - 1n))
/** Transactions of every type, that may or may not make sense. */
export const arbitraryUnsigned = fc
  .record({
    type: fc.constantFrom(0, 1, 2, 4),
    chainId: fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: CHAIN_ID })),
    nonce: fc.oneof(fc.bigInt(0n, 300n), fc.bigInt(0n, (1n << 64n) - 2n)),
    gasLimit: fc.bigInt(0n, 1n << 24n),
    to: fc.option(hex(20).map(asAddress)),
    value: u256,
    data: fc.uint8Array({ maxLength: 300 }),
    gasPrice: u256,
    maxFeePerGas: u256,
    maxPriorityFeePerGas: u256,
    accessList: fc.array(
      fc.record({
        address: hex(20).map(asAddress),
        storageKeys: fc.array(hex(32), { maxLength: 3 }),
      }),
      { maxLength: 3 },
    ),
    authorizationList: fc.array(
      fc
        .record({ chainId: u256, address: hex(20).map(asAddress), nonce: fc.bigInt(0n, 1n << 40n) })
        .map((fields) => signAuthorization(fields, KEY)),
      { minLength: 1, maxLength: 2 },
    ),
  })
  .map(
    ({
      type,
      gasPrice,
      maxFeePerGas,
      maxPriorityFeePerGas,
      accessList,
      authorizationList,
      ...call
    }) => {
      if (type === 0) return { type, ...call, gasPrice }
      if (type === 1) return { type, ...call, gasPrice, accessList }
      const market = { ...call, maxFeePerGas, maxPriorityFeePerGas, accessList }
      if (type === 2) return { type, ...market }
      return { type, ...market, to: call.to ?? TO, authorizationList }
    },
  ) as fc.Arbitrary<UnsignedTransaction>
