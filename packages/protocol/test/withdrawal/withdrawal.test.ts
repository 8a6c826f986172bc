import { AbiCoder, keccak256 as ethersKeccak256, Interface } from 'ethers'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  asAddress,
  contractArtifact,
  decodeMessagePassed,
  type Hex,
  type Log,
  predeploys,
  sentMessageSlot,
  toHex,
  type WithdrawalMessage,
  withdrawalHash,
} from '../../src/index.ts'

const address = fc
  .uint8Array({ minLength: 20, maxLength: 20 })
  .map((bytes) => asAddress(toHex(bytes)))
const word = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })
const message: fc.Arbitrary<WithdrawalMessage> = fc.record({
  nonce: word,
  sender: address,
  target: address,
  value: word,
  gasLimit: word,
  data: fc.uint8Array({ maxLength: 200 }),
})
const chainIds = fc.integer({ min: 2 ** 32, max: Number.MAX_SAFE_INTEGER })
const types = ['uint256', 'uint256', 'address', 'address', 'uint256', 'uint256', 'bytes']
const coder = AbiCoder.defaultAbiCoder()
const passer = new Interface(contractArtifact('L2ToL1MessagePasser').abi)

function fields(chainId: number, m: WithdrawalMessage) {
  return [chainId, m.nonce, m.sender, m.target, m.value, m.gasLimit, m.data]
}

function logOf(m: WithdrawalMessage, hash: Hex): Log {
  const { topics, data } = passer.encodeEventLog('MessagePassed', [
    ...[m.nonce, m.sender, m.target, m.value, m.gasLimit, m.data, hash],
  ])
  return {
    address: predeploys.l2ToL1MessagePasser,
    topics: topics as Hex[],
    data: data as Hex,
  }
}

test('a message has the hash of its ABI encoding with the chainID', () => {
  fc.assert(
    fc.property(chainIds, message, (chainId, m) => {
      const encoded = coder.encode(types, fields(chainId, m))
      expect(withdrawalHash(chainId, m)).toBe(ethersKeccak256(encoded))
    }),
  )
})

test('a message stands at its key of the mapping in slot 0', () => {
  fc.assert(
    fc.property(chainIds, message, (chainId, m) => {
      const hash = withdrawalHash(chainId, m)
      const expected = ethersKeccak256(coder.encode(['bytes32', 'uint256'], [hash, 0]))
      expect(sentMessageSlot(hash)).toBe(expected)
    }),
  )
})

test('a log of the message passer gives its message back, any other none', () => {
  fc.assert(
    fc.property(chainIds, message, (chainId, m) => {
      const hash = withdrawalHash(chainId, m)
      const log = logOf(m, hash)
      expect(decodeMessagePassed(log)).toEqual({ message: m, hash })
      expect(decodeMessagePassed({ ...log, address: predeploys.l2StandardBridge })).toBeNull()
      const [, ...others] = log.topics
      expect(decodeMessagePassed({ ...log, topics: [hash, ...others] })).toBeNull()
    }),
  )
})
