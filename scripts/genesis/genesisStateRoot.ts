import { MerklePatriciaTrie } from '@ethereumjs/mpt'
import { RLP } from '@ethereumjs/rlp'
import { asHash, fromHex, genesisAccounts, keccak256, type StateRoot, toHex } from '@mvm/protocol'

/** Root of the genesis state as @ethereumjs/mpt computes it: independent of the trie that execution has. */
export async function genesisStateRoot(): Promise<StateRoot> {
  const trie = new MerklePatriciaTrie({ useKeyHashing: true })
  const storageRoot = new MerklePatriciaTrie().root()
  for (const [address, { nonce, balance, code }] of genesisAccounts()) {
    const account = RLP.encode([nonce, balance, storageRoot, keccak256(code)])
    await trie.put(fromHex(address), account)
  }
  return asHash(toHex(trie.root()))
}
