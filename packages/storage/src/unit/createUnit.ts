import { type Address, asHash, type BlockHash, type BlockInput } from '@mvm/protocol'
import { blockOperations } from '../block/blockOperations.ts'
import { StorageChainMismatchError } from '../error/StorageChainMismatchError.ts'
import { StorageEmptyError } from '../error/StorageEmptyError.ts'
import { StorageGenesisMismatchError } from '../error/StorageGenesisMismatchError.ts'
import { StorageVersionError } from '../error/StorageVersionError.ts'
import { headsRecord } from '../record/headsRecord.ts'
import { identityRecord, SCHEMA_VERSION } from '../record/identityRecord.ts'
import type { Store } from '../store/Store.ts'
import { storageKey } from '../store/storageKey.ts'
import type { StorageGenesis } from './StorageGenesis.ts'

/** Whose storage a folder is to be. */
export interface ExpectedIdentity<G extends { readonly hash: BlockHash } = StorageGenesis> {
  readonly folder: string
  readonly chainId: number
  readonly genesis: G | undefined
}

/**
 * Whether a store holds the chain already, rather than nothing. Throws {@link StorageVersionError},
 * {@link StorageChainMismatchError}, {@link StorageGenesisMismatchError} if it holds anything else.
 */
export async function isOurs(
  store: Store,
  expected: ExpectedIdentity<{ readonly hash: BlockHash }>,
): Promise<boolean> {
  const bytes = store.get(storageKey.identity)
  if (bytes !== undefined) {
    checkIdentity(bytes, expected)
    return true
  }
  if (await holdsAnything(store)) {
    throw new StorageVersionError({
      folder: expected.folder,
      foundVersion: undefined,
      expectedVersion: SCHEMA_VERSION,
    })
  }
  return false
}

/**
 * Makes an empty store the storage unit of a DAC, in one write, or checks that it is that already. Throws
 * {@link StorageEmptyError}, {@link StorageVersionError}, {@link StorageChainMismatchError},
 * {@link StorageGenesisMismatchError}.
 */
export async function createUnit(store: Store, expected: ExpectedIdentity): Promise<void> {
  const { folder, chainId, genesis } = expected
  if (await isOurs(store, expected)) return
  if (genesis === undefined) throw new StorageEmptyError({ folder })
  const { header, hash, outputRoot, state } = genesis
  const head = { number: header.number, hash }
  await store.write((batch) => {
    batch.put(storageKey.identity, identityRecord.encode({ chainId, genesisHash: hash }))
    batch.put(
      storageKey.heads,
      headsRecord.encode({
        heads: { unsafe: head, safe: head, finalized: head },
        rollBackCount: 0,
      }),
    )
    const input = genesisInput(chainId, header.coinbase)
    blockOperations.add(batch, { header, hash, outputRoot, input, receipts: [], skipped: [] })
    blockOperations.addState(batch, state)
  })
}

function checkIdentity(
  bytes: Uint8Array,
  { folder, chainId, genesis }: ExpectedIdentity<{ readonly hash: BlockHash }>,
): void {
  const foundVersion = identityRecord.schemaVersion(bytes)
  if (foundVersion !== SCHEMA_VERSION) {
    throw new StorageVersionError({ folder, foundVersion, expectedVersion: SCHEMA_VERSION })
  }
  const found = identityRecord.decode(bytes)
  if (found.chainId !== chainId) {
    throw new StorageChainMismatchError({
      folder,
      foundChainId: found.chainId,
      expectedChainId: chainId,
    })
  }
  if (genesis !== undefined && found.genesisHash !== genesis.hash) {
    throw new StorageGenesisMismatchError({
      folder,
      foundHash: found.genesisHash,
      expectedHash: genesis.hash,
    })
  }
}

async function holdsAnything(store: Store): Promise<boolean> {
  const everything = { from: Uint8Array.of(0), to: Uint8Array.of(0xff), limit: 1 }
  for await (const _ of store.range(everything)) return true
  return false
}

/** Genesis was executed from nothing; readers of blocks need not know that. */
function genesisInput(chainId: number, coinbase: Address): BlockInput {
  const zero = `0x${'00'.repeat(32)}`
  return {
    chainId,
    number: 0,
    timestamp: 0,
    origin: {
      number: 0,
      hash: asHash(zero),
      timestamp: 0,
      prevRandao: asHash(zero),
      baseFeePerGas: 0n,
    },
    feeScalar: 0n,
    coinbase,
    deposits: [],
    transactions: [],
  }
}
