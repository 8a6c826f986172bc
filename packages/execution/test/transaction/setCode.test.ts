import {
  type Address,
  type Authorization,
  encodeTransaction,
  predeploys,
  signAuthorization,
  signTransaction,
} from '@mvm/protocol'
import { describe, expect, it } from 'vitest'
import { readCode, type WrittenAccount } from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import { charterAccount } from '../chain/charterAccount.ts'
import { CHAIN_ID, TestChain, type User, user } from '../chain/TestChain.ts'

const signer = user(1)
const authority = user(2)
const failing = '0x0000000000000000000000000000000000007008' as Address
const wallet = '0x0000000000000000000000000000000000007007' as Address

function newChain(): TestChain {
  return new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      [signer.address, { balance: 10n ** 24n }],
      [authority.address, { balance: 10n ** 24n }],
      [failing, { code: assemble('"fe"'), nonce: 1n }],
      [wallet, { code: assemble('ORIGIN PUSH0 SSTORE'), nonce: 1n }],
      [
        predeploys.dacMaster,
        charterAccount({
          management: user(9).address,
          denied: new Map([[authority.address, [0x55, 0xfe]]]),
        }),
      ],
    ]),
  )
}

function setCode(
  from: User,
  to: Address,
  nonce: bigint,
  authorizationList: readonly Authorization[],
): Uint8Array {
  const signed = signTransaction(
    {
      type: 4,
      chainId: CHAIN_ID,
      nonce,
      gasLimit: 300_000n,
      maxFeePerGas: 2_000_000_000n,
      maxPriorityFeePerGas: 0n,
      to,
      value: 0n,
      data: new Uint8Array(),
      accessList: [],
      authorizationList,
    },
    from.key,
  )
  return encodeTransaction(signed)
}

const authorize = (nonce: bigint, chainId: bigint, address: Address = wallet): Authorization =>
  signAuthorization({ chainId, address, nonce }, authority.key)

describe('a set-code transaction (EIP-7702)', () => {
  it('delegates, calls what it delegates to, and binds the signer only', async () => {
    const chain = newChain()
    const raw = setCode(signer, authority.address, 0n, [authorize(0n, BigInt(CHAIN_ID))])
    const block = await chain.block([raw])
    // The authority may not store, but it did not sign the transaction.
    expect(block.receipts[0]).toMatchObject({ status: 1, type: 4 })
    expect(chain.storage(authority.address, 0)).toBe(BigInt(signer.address))
    expect(chain.account(authority.address)?.nonce).toBe(1n)
    const code = readCode(chain.store, block.header.stateRoot, authority.address)
    expect(Buffer.from(code).toString('hex')).toBe(`ef0100${wallet.slice(2)}`)
  })

  it('passes over authorizations for another chain, with another nonce or without a signer', async () => {
    const chain = newChain()
    const broken = { ...authorize(0n, 0n), s: 1n << 255n }
    const raw = setCode(signer, wallet, 0n, [
      authorize(0n, BigInt(CHAIN_ID + 1)),
      authorize(1n, 0n),
      broken,
    ])
    const block = await chain.block([raw])
    expect(block.receipts[0]?.status).toBe(1)
    expect(chain.account(authority.address)?.nonce).toBe(0n)
    // Nothing comes back for an authority that was not set.
    expect(block.receipts[0]?.gasUsed).toBe(21_000n + 3n * 25_000n + 4n + 22_100n)
  })

  it('keeps the delegation when the call fails, and lets the account send on', async () => {
    const chain = newChain()
    const self = signAuthorization({ chainId: 0n, address: failing, nonce: 1n }, signer.key)
    const first = await chain.block([setCode(signer, signer.address, 0n, [self])])
    expect(first.receipts[0]?.status).toBe(0)
    expect(readCode(chain.store, first.header.stateRoot, signer.address)).toHaveLength(23)
    const second = await chain.block([chain.sign(signer, { to: wallet, nonce: 2n })])
    expect(second.receipts[0]?.status).toBe(1)
    const clear = signAuthorization(
      { chainId: 0n, address: `0x${'00'.repeat(20)}` as Address, nonce: 4n },
      signer.key,
    )
    const third = await chain.block([setCode(signer, wallet, 3n, [clear])])
    expect(readCode(chain.store, third.header.stateRoot, signer.address)).toHaveLength(0)
  })
})
