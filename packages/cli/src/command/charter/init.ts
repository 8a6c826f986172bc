import { writeFileSync } from 'node:fs'
import { type CharterPreset, charterPresets, charterTemplate, dacProfiles } from '@mvm/protocol'
import { getAddress } from 'ethers'
import { oneOf } from '../../argument/oneOf.ts'
import { readAddress } from '../../argument/readAddress.ts'
import { readSlug } from '../../argument/readSlug.ts'
import { readText } from '../../argument/readText.ts'
import { FileUnusableError } from '../../error/FileUnusableError.ts'
import { PreconditionError } from '../../error/PreconditionError.ts'
import { chooseKey } from '../../key/chooseKey.ts'
import type { CommandContext } from '../../program/CommandContext.ts'
import { defineCommand } from '../../program/defineCommand.ts'
import { option } from '../../program/option.ts'
import { signingOptions } from '../../program/signingOptions.ts'

const presets = Object.keys(charterPresets) as CharterPreset[]
/** Chain on which a charter of profile dev will be used, for the choice of its management account. */
const DEVNET_L1_CHAIN_ID = 31_337

/** `mvm charter init`: the text of a new charter file. */
export const init = defineCommand({
  noun: 'charter',
  verb: 'init',
  summary: 'Writes a new charter file, to stdout or with --out to a file',
  examples: [
    'charter init > charter.yaml',
    'charter init --preset members-deploy --slug acme --out acme.yaml',
    'charter init --profile strict --management-contract 0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc',
  ],
  notes: ['The management contract is --management-contract, else the account that would sign.'],
  arguments: {},
  options: {
    preset: option.withDefault('--preset <preset>', presets.join(' | '), oneOf(presets), 'open'),
    slug: option.withDefault('--slug <slug>', "the DAC's name in addresses", readSlug, 'my-dac'),
    profile: option.withDefault(
      '--profile <profile>',
      dacProfiles.join(' | '),
      oneOf(dacProfiles),
      'dev',
    ),
    managementContract: option.optional(
      '--management-contract <address>',
      'account that may change the charter',
      readAddress,
    ),
    out: option.optional('--out <file>', 'write a file', readText),
    force: option.flag('--force', 'replace a file that exists'),
    ...signingOptions,
  },
  async handle(context, { options }) {
    const { preset, slug, profile, out } = options
    const managementContract =
      options.managementContract ?? (profile === 'dev' ? signerOf(context) : undefined)
    const text = charterTemplate(preset, {
      slug,
      profile,
      ...(managementContract === undefined
        ? {}
        : { managementContract: getAddress(managementContract) }),
    })
    if (managementContract === undefined) {
      context.warn('management_contract is empty: fill it in before the charter can be used')
    }
    if (out !== undefined) write(out, text, options.force)
    const file = out ?? 'charter.yaml'
    return {
      data: { preset, slug, profile, file: out ?? null, text },
      text: out === undefined ? text.trimEnd() : out,
      next: [`mvm charter lint ${file}`, `mvm dac create --charter ${file}`],
    }
  },
})

/** The account that `dac create` would sign with on a devnet; `undefined` for a keystore that does not say. */
function signerOf(context: CommandContext) {
  return chooseKey(context.settings, DEVNET_L1_CHAIN_ID).address
}

function write(path: string, text: string, isForced: boolean): void {
  try {
    writeFileSync(path, text, { flag: isForced ? 'w' : 'wx' })
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') {
      throw new PreconditionError({
        code: 'FILE_EXISTS',
        problem: `${path} exists already`,
        remedy: 'Name another file with --out, or replace it with --force.',
      })
    }
    throw new FileUnusableError({ path, action: 'written', cause })
  }
}
