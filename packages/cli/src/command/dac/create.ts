import { encodeCreateDAC, readDac } from '@mvm/l1'
import { compileCharter } from '@mvm/protocol'
import { readSlug } from '../../argument/readSlug.ts'
import { readText } from '../../argument/readText.ts'
import { charterHash } from '../../charter/charterHash.ts'
import { readCharter } from '../../charter/readCharter.ts'
import { approveBurn } from '../../dac/approveBurn.ts'
import type { Creation } from '../../dac/Creation.ts'
import { createOnL1 } from '../../dac/createOnL1.ts'
import { dacUrl } from '../../dac/dacUrl.ts'
import { previewCreation } from '../../dac/previewCreation.ts'
import { readCreationBurn } from '../../dac/readCreationBurn.ts'
import { requireSlugFree } from '../../dac/requireSlugFree.ts'
import { waitForFirstBlock } from '../../dac/waitForFirstBlock.ts'
import { SigningKey } from '../../key/SigningKey.ts'
import { connectL1 } from '../../l1/connectL1.ts'
import { describeCall } from '../../l1/describeCall.ts'
import type { L1Connection } from '../../l1/L1Connection.ts'
import type { CommandResult } from '../../output/CommandResult.ts'
import { formatFields } from '../../output/formatFields.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { sendingOptions } from '../../program/sendingOptions.ts'
import { timeoutOption } from '../../program/timeoutOption.ts'

/** `mvm dac create`: a DAC from a charter file. Run again after an interruption, it goes on where it stopped. */
export const create = defineCommand({
  noun: 'dac',
  verb: 'create',
  summary: 'Creates a DAC, a chain of its own, with a charter',
  examples: [
    'dac create --charter charter.yaml',
    'dac create --charter charter.yaml --slug acme --json',
    'dac create --charter charter.yaml --account alice --dry-run',
  ],
  notes: [
    'Waits for the first block of the DAC if a node answers at --rpc-url.',
    'Run again after an interruption, it goes on where it stopped.',
  ],
  arguments: {},
  options: {
    charter: option.required('--charter <file>', 'the charter in YAML; - is stdin', readText),
    slug: option.optional('--slug <slug>', "instead of the charter's", readSlug),
    timeout: timeoutOption(60),
    ...sendingOptions,
  },
  async handle(context, { options }) {
    const file = await readCharter(options.charter, options.slug)
    const l1 = await connectL1(context)
    const { slug, profile } = file
    const charter = compileCharter(file)
    const data = encodeCreateDAC({ slug, charter, profile })
    const creation: Creation = {
      ...{ slug, profile, charter, charterHash: charterHash(charter) },
      call: { to: l1.contracts.comCo, data, value: 0n },
    }
    const existing = await readDac(l1, slug)
    if (options.calldata) {
      requireSlugFree(existing, slug)
      return creationCalldata(l1, creation)
    }
    const key = new SigningKey(context, l1.chainId)
    const creator = await key.address()
    const isOurs = existing?.creator === creator && existing.charterHash === creation.charterHash
    if (options.dryRun || !isOurs) requireSlugFree(existing, slug)
    if (options.dryRun) return previewCreation(l1, creator, creation)

    if (existing !== null) {
      context.warn(`"${slug}" was created before, by the same account with the same charter`)
    }
    const created =
      existing === null
        ? await createOnL1(context, l1, await key.unlock(), creation, options.yes)
        : {
            chainId: existing.chainId,
            l1BlockNumber: existing.createdAtBlock,
            l1TransactionHash: null,
          }
    const rpcUrl = dacUrl(context.settings.rpcUrl?.value ?? '', slug)
    const details = {
      ...{ slug, chainId: created.chainId, rpcUrl, wsUrl: rpcUrl.replace(/^http/, 'ws') },
      ...{ profile, creator, charterHash: creation.charterHash },
      ...{ l1TransactionHash: created.l1TransactionHash, l1BlockNumber: created.l1BlockNumber },
    }
    context.progress.step(`"${slug}" has chainID ${created.chainId}`)
    const isServed = await waitForFirstBlock(context, rpcUrl, { slug, details }, options.timeout)
    if (!isServed) context.warn(`no node answers at ${rpcUrl}: so far the DAC exists on L1 only`)
    return {
      data: { ...details, isServed },
      text: formatFields([
        ['slug', slug],
        ['chainID', created.chainId],
        ['rpcUrl', rpcUrl],
        ['L1 transaction', created.l1TransactionHash ?? undefined],
      ]),
      next: [`mvm dac info ${slug}`, `mvm charter show --dac ${slug}`],
    }
  },
})

/** The call for a multisig; one that approves the burn must come first, where there is a burn. */
async function creationCalldata(l1: L1Connection, { call }: Creation): Promise<CommandResult> {
  const { amount } = await readCreationBurn(l1, undefined)
  const described = describeCall(call)
  const first = amount === 0n ? [] : [describeCall(approveBurn(l1, amount))]
  return {
    data: first.length === 0 ? described : { ...described, first },
    text: [...first, described].map((one) => JSON.stringify(one)).join('\n'),
  }
}
