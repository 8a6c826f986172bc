import {
  contractInterface,
  encodeApprove,
  encodeCreateDAC,
  encodeDepositMT,
  L1Client,
  readEscrowAdmission,
} from '@mvm/l1'
import { asAddress, compileCharter, readCharterFile } from '@mvm/protocol'
import type { DevnetAccount } from '../../src/devnet/devnetAccounts.ts'
import { devnetContracts } from './devnetContracts.ts'
import type { JsonRpc } from './JsonRpc.ts'
import { sendToL1 } from './sendToL1.ts'
import type { TestDevnet } from './startDevnet.ts'
import { waitFor } from './waitFor.ts'

export interface CreatedDac {
  readonly slug: string
  readonly chainId: number
  /** At the sequencer. */
  readonly rpc: JsonRpc
}

const MT = 10n ** 18n
/** What each account has on the new DAC. */
export const DEPOSITED_MT = 100n * MT

/**
 * Creates a DAC on a running devnet's L1, as anybody may, with the charter of a YAML file, and deposits MT for
 * accounts. The charter is in force and the MT is there when it resolves.
 */
export async function createDac(
  devnet: TestDevnet,
  creator: DevnetAccount,
  charterYaml: string,
  recipients: readonly DevnetAccount[],
): Promise<CreatedDac> {
  const contracts = devnetContracts(devnet.description)
  const file = readCharterFile(charterYaml)
  const { slug, profile } = file
  const [creation] = await sendToL1(devnet.l1, creator.privateKey, [
    {
      to: contracts.comCo,
      data: encodeCreateDAC({ slug, charter: compileCharter(file), profile }),
    },
  ])
  const log = creation?.logs.find(({ address }) => asAddress(address) === contracts.comCo)
  const event = log && contractInterface('ComCo').parseLog(log)
  const chainId = Number(event?.args.chainId)

  const amount = DEPOSITED_MT
  const total = amount * BigInt(recipients.length)
  const source = { client: new L1Client({ urls: [devnet.l1.url] }), contracts }
  await waitFor('the sequencer to be bonded', () => readEscrowAdmission(source, chainId, total))
  await sendToL1(devnet.l1, creator.privateKey, [
    {
      to: contracts.metisToken,
      data: encodeApprove({ spender: contracts.l1StandardBridge, amount: total }),
    },
    ...recipients.map(({ address }) => ({
      to: contracts.l1StandardBridge,
      data: encodeDepositMT({ chainId, to: address, amount }),
    })),
  ])
  const rpc = devnet.dac(slug)
  await waitFor(`the deposits on ${slug}`, async () => {
    const balances = await Promise.all(recipients.map(({ address }) => rpc.balance(address)))
    return balances.every((balance) => balance === amount)
  })
  return { slug, chainId, rpc }
}
