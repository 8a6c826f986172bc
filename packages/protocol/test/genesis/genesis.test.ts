import { readFileSync } from 'node:fs'
import { MerklePatriciaTrie } from '@ethereumjs/mpt'
import { RLP } from '@ethereumjs/rlp'
import {
  contractArtifact,
  fromHex,
  GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
  GENESIS_STATE_ROOT,
  genesisAccounts,
  genesisBlockHash,
  genesisHeader,
  genesisOutputRoot,
  predeploys,
  toHex,
} from '@mvm/protocol'
import { AbiCoder, Interface, keccak256, sha256 } from 'ethers'
import { expect, test } from 'vitest'
import { genesisStateRoot } from '../../../../scripts/genesis/genesisStateRoot.ts'
import { genesisEvm } from './genesisEvm.ts'

const chainId = 4_300_000_000

test('the constant is the root of the compiled predeploys, computed by @ethereumjs/mpt', async () => {
  expect(
    await genesisStateRoot(),
    'A predeploy has changed: node scripts/genesis/print.ts says what to do.',
  ).toBe(GENESIS_STATE_ROOT)
})

test('the L1 contracts carry the same constants', () => {
  const path = '../../../../contracts/src/l1/rollup/GenesisStateRoot.sol'
  const source = readFileSync(new URL(path, import.meta.url), 'utf8')
  const constant = (name: string) =>
    source.match(new RegExp(`bytes32 constant ${name} =\\s*(0x[0-9a-f]{64});`))?.[1]
  expect(constant('GENESIS_STATE_ROOT')).toBe(GENESIS_STATE_ROOT)
  expect(constant('GENESIS_MESSAGE_PASSER_STORAGE_ROOT')).toBe(GENESIS_MESSAGE_PASSER_STORAGE_ROOT)
})

test("the message passer's storage root is that of an empty trie", () => {
  expect(toHex(new MerklePatriciaTrie().root())).toBe(GENESIS_MESSAGE_PASSER_STORAGE_ROOT)
})

test('every genesis account has code, no balance and nonce 1, and the resolver is not among them', () => {
  for (const { nonce, balance, code } of genesisAccounts().values()) {
    expect({ nonce, balance }).toEqual({ nonce: 1n, balance: 0n })
    expect(code.length).toBeGreaterThan(0)
    expect(code.length).toBeLessThanOrEqual(24_576)
  }
  expect(genesisAccounts().has(predeploys.ipfsResolver)).toBe(false)
})

test('the block hash is that of the header of spec 2.1, encoded here field by field', () => {
  const word = (digits: string) => `0x${digits.padStart(64, '0')}`
  const fields = [
    word(''),
    keccak256(RLP.encode([])),
    `0x${'00'.repeat(20)}`,
    GENESIS_STATE_ROOT,
    word(''),
    word(''),
    `0x${'00'.repeat(256)}`,
    '0x',
    '0x',
    30_000_000,
    '0x',
    '0x',
    word(chainId.toString(16)),
    word(''),
    '0x0000000000000000',
    1_000_000,
    GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
    '0x',
    '0x',
    word(''),
    sha256('0x'),
  ]
  expect(genesisBlockHash(chainId)).toBe(keccak256(RLP.encode(fields)))
})

test('the output root is bound to the chain only through the block hash', () => {
  const preimage = [
    `0x${'00'.repeat(32)}`,
    GENESIS_STATE_ROOT,
    GENESIS_MESSAGE_PASSER_STORAGE_ROOT,
    genesisBlockHash(chainId),
  ]
  const encoded = AbiCoder.defaultAbiCoder().encode(Array(4).fill('bytes32'), preimage)
  expect(genesisOutputRoot(chainId)).toBe(keccak256(encoded))
  expect(genesisOutputRoot(chainId + 1)).not.toBe(genesisOutputRoot(chainId))
  expect({ ...genesisHeader(chainId + 1), extraData: '' }).toEqual({
    ...genesisHeader(chainId),
    extraData: '',
  })
})

test('the L1 contracts reckon the same output root for block 0', async () => {
  const { abi, deployedBytecode } = contractArtifact('ComCo')
  const comCo = new Interface(abi)
  const evm = await genesisEvm()
  for (const id of [2 ** 32, chainId, 4_503_599_627_370_475]) {
    const { returnValue } = await evm.runCode({
      code: fromHex(deployedBytecode),
      data: fromHex(comCo.encodeFunctionData('genesisOutputRoot', [id])),
      gasLimit: 1_000_000n,
    })
    expect(toHex(returnValue)).toBe(genesisOutputRoot(id))
  }
})
