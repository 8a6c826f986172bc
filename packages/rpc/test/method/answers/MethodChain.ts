import { encodeTransaction } from '@mvm/protocol'
import { TestServer } from '../../dac/TestServer.ts'
import { alice, bob, scriptedAccounts } from '../../dac/testAccounts.ts'
import { deposit, logging, transfer } from '../../dac/transactions.ts'

/** A server with three blocks of one DAC and two transactions in its pool, about which every method is asked. */
export type MethodChain = Awaited<ReturnType<typeof startMethodChain>>

/** A word of 32 bytes. */
export const word = (digits: string) => `0x${digits.padStart(64, '0')}`

export async function startMethodChain() {
  const server = await TestServer.start()
  const { dac } = server
  const encoded = (fields: { nonce: bigint }) => encodeTransaction(transfer(dac.chainId, fields))
  dac.state.balances.set(alice.address, 5n * 10n ** 18n)
  dac.state.nonces.set(alice.address, 2n)
  dac.state.codes.set(scriptedAccounts.echo, Uint8Array.of(0x60, 0x01))
  dac.chain.mine({ transactions: [deposit(dac.chainId)] })
  dac.chain.mine({ transactions: [logging(dac.chainId, 1), transfer(dac.chainId, { nonce: 1n })] })
  dac.chain.levels.safe = 1
  dac.chain.levels.finalized = 1
  await dac.pool.submit(encoded({ nonce: 2n }))
  await dac.pool.submit(encoded({ nonce: 4n }))

  const block = (number: number) => {
    const found = dac.chain.blocks[number]
    if (found === undefined) throw new Error(`no block ${number}`)
    return found
  }
  const transactionHash = (number: number, index: number) =>
    block(number).transactions[index]?.hash ?? ''
  /** What TestTrace records, as OpenEthereum wrote it. */
  const flatFrames = (number: number | null, transactionPosition: number) => {
    const place =
      number === null
        ? {}
        : {
            blockHash: block(number).hash,
            blockNumber: number,
            transactionHash: transactionHash(number, transactionPosition),
            transactionPosition,
          }
    return [
      {
        type: 'call',
        action: {
          ...{ callType: 'call', from: alice.address, to: bob.address, gas: '0x5300' },
          ...{ input: '0x12345678', value: '0x1' },
        },
        result: { gasUsed: '0x5208', output: '0x' },
        ...{ subtraces: 1, traceAddress: [], ...place },
      },
      {
        type: 'call',
        action: {
          ...{ callType: 'staticcall', from: bob.address, to: alice.address, gas: '0x10' },
          ...{ input: '0x', value: '0x0' },
        },
        result: { gasUsed: '0x8', output: '0x08' },
        ...{ error: 'Reverted', subtraces: 0, traceAddress: [0], ...place },
      },
    ]
  }
  return { server, block, transactionHash, flatFrames, encoded }
}
