import { readFileSync } from 'node:fs'
import { asAddress, type Hex } from '@mvm/protocol'
import { Wallet } from 'ethers'
import { ConfigurationError } from '../error/ConfigurationError.ts'
import { FileUnusableError } from '../error/FileUnusableError.ts'
import { NoTerminalError } from '../error/NoTerminalError.ts'
import type { CommandContext } from '../program/CommandContext.ts'
import { developmentAccount } from './developmentAccount.ts'
import type { KeyChoice } from './KeyChoice.ts'
import type { Signer } from './Signer.ts'

/**
 * Makes a key ready to sign; a keystore's password comes from the password file or from the terminal. Says so when
 * the development account signs. Throws {@link ConfigurationError}, {@link NoTerminalError} or `FileUnusableError`.
 */
export async function unlockKey(choice: KeyChoice, context: CommandContext): Promise<Signer> {
  if (choice.kind !== 'keystore') {
    if (choice.kind === 'development') {
      context.progress.note(
        `no key is named: development account 0 (${developmentAccount.address}) signs`,
      )
    }
    return choice
  }
  const password = await readPassword(choice.path, context)
  context.progress.step(`unlocking ${choice.path}`)
  try {
    const { address, privateKey } = await Wallet.fromEncryptedJson(choice.json, password)
    return { address: asAddress(address), privateKey: privateKey as Hex }
  } catch (cause) {
    const isPassword = cause instanceof Error && /password/i.test(cause.message)
    throw new ConfigurationError({
      source: choice.path,
      problem: isPassword ? 'does not open: the password is wrong' : 'cannot be decrypted',
      remedy: isPassword ? 'Try again with the right password.' : 'Name another keystore.',
      cause,
    })
  }
}

async function readPassword(path: string, context: CommandContext): Promise<string> {
  const file = context.settings.passwordFile?.value
  if (file !== undefined) {
    try {
      return readFileSync(file, 'utf8').split(/\r?\n/)[0] ?? ''
    } catch (cause) {
      throw new FileUnusableError({ path: file, action: 'read', cause })
    }
  }
  const question = `Password of ${path}: `
  if (!context.terminal.isInteractive) {
    throw new NoTerminalError({
      question: question.trim(),
      remedy: 'Give the password with --password-file <file>.',
    })
  }
  return context.terminal.askHidden(question, context.signal)
}
