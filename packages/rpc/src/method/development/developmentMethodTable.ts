import type { Method } from '../Method.ts'
import { methodTable } from '../methodTable.ts'
import { accounts } from './accounts.ts'
import { autoImpersonateAccount } from './autoImpersonateAccount.ts'
import type { DevelopmentContext } from './defineDevelopmentMethod.ts'
import { getAutomine } from './getAutomine.ts'
import { impersonateAccount } from './impersonateAccount.ts'
import { increaseTime } from './increaseTime.ts'
import { metadata } from './metadata.ts'
import { mineMany } from './mineMany.ts'
import { mineOne } from './mineOne.ts'
import { nodeInfo } from './nodeInfo.ts'
import { personalSign } from './personalSign.ts'
import { sendTransaction } from './sendTransaction.ts'
import { sendUnsignedTransaction } from './sendUnsignedTransaction.ts'
import { setAutomine } from './setAutomine.ts'
import { setBalance } from './setBalance.ts'
import { setIntervalMining } from './setIntervalMining.ts'
import { setTime } from './setTime.ts'
import { sign } from './sign.ts'
import { signTransaction } from './signTransaction.ts'
import { signTypedData } from './signTypedData.ts'
import { stopImpersonatingAccount } from './stopImpersonatingAccount.ts'

/** What development chains let clients do, as far as a rollup can. */
const developmentMethods: readonly Method<DevelopmentContext>[] = [
  accounts,
  mineOne,
  nodeInfo,
  personalSign,
  sendTransaction,
  sendUnsignedTransaction,
  setAutomine,
  setIntervalMining,
  sign,
  signTransaction,
  signTypedData,
  ...(['anvil', 'evm'] as const).map(increaseTime),
  ...(
    [
      'anvil_setNextBlockTimestamp',
      'anvil_setTime',
      'evm_setNextBlockTimestamp',
      'evm_setTime',
    ] as const
  ).map(setTime),
  ...(['anvil', 'hardhat'] as const).flatMap((namespace) => [
    autoImpersonateAccount(namespace),
    getAutomine(namespace),
    impersonateAccount(namespace),
    metadata(namespace),
    mineMany(namespace),
    setBalance(namespace),
    stopImpersonatingAccount(namespace),
  ]),
]

/** Every method of a DAC on a node of the dev profile, by name. */
export const developmentMethodTable: ReadonlyMap<string, Method<DevelopmentContext>> = new Map([
  ...methodTable,
  ...developmentMethods.map((method) => [method.name, method] as const),
])
