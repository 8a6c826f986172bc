import { Common, Mainnet } from '@ethereumjs/common'
import { MerkleStateManager } from '@ethereumjs/statemanager'
import { createAccount, createAddressFromString } from '@ethereumjs/util'
import { type Address, asHash, type CodeHash, fromHex, type StateRoot, toHex } from '@mvm/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemoryStateStore } from '../../src/index.ts'
import { CommittedState } from '../../src/state/CommittedState.ts'
import { toStorageValue } from '../../src/state/toStorageValue.ts'
import { WorldState } from '../../src/state/WorldState.ts'
import { EMPTY_TRIE_ROOT } from '../../src/trie/MerkleTrie.ts'
import { word } from '../chain/TestChain.ts'

/** One account as a block leaves it: never empty, because neither side keeps empty accounts. */
const accountWrite = fc.record({
  who: fc.nat(40),
  nonce: fc.nat(1000).map((n) => BigInt(n) + 1n),
  balance: fc.bigInt({ min: 0n, max: 2n ** 128n }),
  code: fc.uint8Array({ minLength: 0, maxLength: 40 }),
  slots: fc.array(fc.tuple(fc.nat(20), fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })), {
    maxLength: 8,
  }),
})

test('blocks of random writes have the roots that the state manager of EthereumJS computes', async () => {
  const blocks = fc.array(fc.array(accountWrite, { maxLength: 6 }), { minLength: 1, maxLength: 6 })
  await fc.assert(
    fc.asyncProperty(blocks, async (writes) => {
      const reference = new MerkleStateManager({ common: new Common({ chain: Mainnet }) })
      const store = new MemoryStateStore()
      let root = asHash<StateRoot>(toHex(EMPTY_TRIE_ROOT))
      for (const block of writes) {
        const world = new WorldState(new CommittedState(store, root))
        world.beginTransaction()
        for (const { who, nonce, balance, code, slots } of block) {
          const address = addressOf(who)
          const theirs = createAddressFromString(address)
          world.setNonce(address, nonce)
          world.changeBalance(address, balance - world.balance(address))
          world.setCode(address, code)
          const known = await reference.getAccount(theirs)
          await reference.putAccount(
            theirs,
            createAccount({ nonce, balance, ...(known && { storageRoot: known.storageRoot }) }),
          )
          await reference.putCode(theirs, code)
          for (const [slot, value] of slots) {
            const bytes = toStorageValue(value)
            world.setStorage(address, word(slot), bytes)
            await reference.putStorage(theirs, fromHex(word(slot)), bytes)
          }
        }
        const { stateRoot, nodes, codes } = world.commit()
        store.add({ nodes, codes: codes as ReadonlyMap<CodeHash, Uint8Array> })
        root = stateRoot
        expect(stateRoot).toBe(toHex(await reference.getStateRoot()))
      }
    }),
    { numRuns: 60, seed: 7 },
  )
})

function addressOf(who: number): Address {
  return `0x${(0xaa00 + who).toString(16).padStart(40, '0')}` as Address
}
