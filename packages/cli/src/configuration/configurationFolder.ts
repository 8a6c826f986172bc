import { homedir } from 'node:os'
import { join } from 'node:path'

/** The user's own folder for this program: `$XDG_CONFIG_HOME/mvm`, by default `~/.config/mvm`. */
export function configurationFolder(
  environment: Readonly<Record<string, string | undefined>>,
): string {
  return join(environment.XDG_CONFIG_HOME || join(environment.HOME || homedir(), '.config'), 'mvm')
}
