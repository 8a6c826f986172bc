import type { Address } from '@mvm/protocol'
import { expect, it } from 'vitest'
import type { WrittenAccount } from '../../src/index.ts'
import { assemble } from '../bytecode/assemble.ts'
import { TestChain, user } from '../chain/TestChain.ts'

const sender = user(1)
const at = (n: number): Address => `0x${n.toString(16).padStart(40, '0')}` as Address

/** Logs a topic. */
const log = (topic: number) => `PUSH1 ${topic} PUSH0 PUSH0 LOG1`
const call = (address: number) =>
  `PUSH0 PUSH0 PUSH0 PUSH0 PUSH0 PUSH2 ${address} PUSH3 100000 CALL POP`

const contracts = new Map<number, string>([
  [
    0x8001,
    `${log(1)} ${call(0x8002)} ${log(5)} ${call(0x8003)} ${log(6)} ${call(0x8005)} ${log(7)}`,
  ],
  [0x8002, `${log(2)} ${call(0x8004)} ${log(4)}`],
  // Fails after it has logged and called: nothing of that stays.
  [0x8003, `${log(90)} ${call(0x8004)} PUSH0 PUSH0 REVERT`],
  [0x8004, log(3)],
  // Logs nothing.
  [0x8005, 'STOP'],
])

it('a transaction has the logs of all frames that succeeded, in the order in which they were written', async () => {
  const chain = new TestChain(
    new Map<Address, Partial<WrittenAccount>>([
      [sender.address, { balance: 10n ** 21n }],
      ...[...contracts].map(
        ([address, program]) => [at(address), { code: assemble(program), nonce: 1n }] as const,
      ),
    ]),
  )
  const { receipts } = await chain.block([chain.sign(sender, { to: at(0x8001) })])
  expect(receipts[0]?.status).toBe(1)
  expect(receipts[0]?.logs.map(({ topics }) => Number(topics[0]))).toEqual([1, 2, 3, 4, 5, 6, 7])
})
