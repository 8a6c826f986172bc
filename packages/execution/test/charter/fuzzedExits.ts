import { type Address, charterSlots, genesisAccounts, keccak256, predeploys } from '@mvm/protocol'
import fc from 'fast-check'
import { expect } from 'vitest'
import type { WrittenAccount } from '../../src/index.ts'
import { charterAccount } from '../chain/charterAccount.ts'
import { TestChain, user, word } from '../chain/TestChain.ts'

const alice = user(1)
const bob = user(2).address

/** A call whose arguments take one word each. */
function calldata(signature: string, ...words: readonly (string | number)[]): Uint8Array {
  const selector = keccak256(Buffer.from(signature)).subarray(0, 4)
  const rest = words.map((one) => word(one).slice(2)).join('')
  return Uint8Array.from([...selector, ...Buffer.from(rest, 'hex')])
}

/** The ways out: through MessagePasser and L2StandardBridge, as a call and as a plain transfer. */
const exits = [
  { to: predeploys.l2StandardBridge, data: calldata('withdrawMT(address)', bob) },
  { to: predeploys.l2StandardBridge, data: new Uint8Array() },
  {
    to: predeploys.l2ToL1MessagePasser,
    data: calldata('initiateWithdrawal(address,uint256,bytes)', bob, 0, 0x60, 0),
  },
  { to: predeploys.l2ToL1MessagePasser, data: new Uint8Array() },
]

const word256 = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n })
/** Words that deny much come as often as any. */
const mask = fc.oneof(
  word256,
  fc.constantFrom(0n, (1n << 256n) - 1n),
  word256.map((bits) => bits | (1n << 0xfen)),
)

/**
 * Bitmaps of any kind, the tax at its highest, everybody the management contract or nobody: a deposit to a way out
 * withdraws, and the withdrawal stands where L1 looks for it.
 */
export async function fuzzedExits(runs: number, seed: number): Promise<void> {
  const bitsOf = (bits: bigint) =>
    Array.from({ length: 256 }, (_, bit) => bit).filter(
      (bit) => ((bits >> BigInt(bit)) & 1n) === 1n,
    )
  const predeployed = [...genesisAccounts()].filter(([address]) => address !== predeploys.dacMaster)
  await fc.assert(
    fc.asyncProperty(
      mask,
      mask,
      mask,
      fc.bigInt({ min: 1n, max: 10n ** 18n }),
      fc.constantFrom(...exits),
      fc.boolean(),
      async (restricted, allowed, denied, value, { to, data }, isFunded) => {
        const chain = new TestChain(
          new Map<Address, Partial<WrittenAccount>>([
            ...predeployed,
            [
              predeploys.dacMaster,
              charterAccount({
                restricted: bitsOf(restricted),
                allowed: new Map([[alice.address, bitsOf(allowed)]]),
                denied: new Map([[alice.address, bitsOf(denied)]]),
                tax: [{ threshold: 0n, rate: 1000 }],
                treasury: to,
                management: user(3).address,
              }),
            ],
            [alice.address, { balance: isFunded ? value : 0n }],
          ]),
        )
        const mint = isFunded ? 0n : value
        const deposit = chain.deposit({ from: alice.address, to, data, value, mint })
        const block = await chain.block([], [deposit])
        expect(block.receipts).toMatchObject([{ status: 1, taxPaid: 0n }])
        expect(block.receipts[0]?.denial).toBeUndefined()
        expect(block.supply.withdrawn).toBe(value)
        expect(chain.balance(alice.address)).toBe(0n)
        // Slot 1 of MessagePasser is the nonce of the next message.
        expect(chain.storage(predeploys.l2ToL1MessagePasser, 1)).toBe(1n)
        expect(chain.storage(predeploys.dacMaster, charterSlots.version)).toBe(1n)
      },
    ),
    { numRuns: runs, seed },
  )
}
