import { amazonLinuxBucket } from '../partition';

/** Days: a host that runs what is older is not used. */
const OLDEST = 30;

/** Seconds: for as long patches are waited for, each of fetching and installing. */
const PATIENCE = 900;

const REPOSITORY = '/etc/yum.repos.d/isms.repo';

/** That a host is patched, and when it was. */
const PATCHED = '/var/lib/isms-patched';

/** That user data has been run: without it, it is run once more. */
const HAS_RUN = '/var/lib/cloud/instance/sem/config_scripts_user';

/**
 * Where the packages of Amazon Linux 2023 are told of, in the region's own bucket. The image's usual name has `dualstack` in it, to
 * which an endpoint of S3 with private names does not answer.
 * @see https://docs.aws.amazon.com/linux/al2023/ug/deterministic-upgrades-usage.html
 */
export const packagesOf = ({ region, urlSuffix }: { readonly region: string; readonly urlSuffix: string }): string =>
  `https://${amazonLinuxBucket(region)}.s3.${region}.${urlSuffix}/core/mirrors/latest`;

const upgrade = (option: string): string =>
  `timeout ${PATIENCE} dnf --assumeyes --quiet --disablerepo='*' --enablerepo=isms --releasever=latest ${option} upgrade --security`;

/** An image is locked to the packages of its release: those of the latest have to be asked for by name. */
const FETCHED: readonly string[] = [
  'fetched() {',
  '  local list',
  `  list=$(curl --fail --silent --show-error --connect-timeout 10 --max-time 60 --retry 2 "$1/$(uname -m)/mirror.list" | head -n 1 | sed 's/[.]s3[.]dualstack[.]/.s3./') || return 1`,
  '  [ -n "$list" ] || return 1',
  `  printf '[isms]\\nname=Amazon Linux 2023\\nbaseurl=%s\\ngpgcheck=1\\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-amazon-linux-2023\\n' "$list" > ${REPOSITORY}`,
  `  ${upgrade('--downloadonly')}`,
  '}',
];

const AGE_OF_RELEASE: readonly string[] = [
  // such as 2023.6.20241031
  `released=$(rpm -q --queryformat '%{VERSION}' system-release)`,
  `left=$((${OLDEST} - ($(date +%s) - $(date -d "\${released##*.}" +%s)) / 86400))`,
  'echo "isms: not patched, of $released: $left days left" >&2',
  '[ "$left" -gt 0 ]',
  'systemd-run --on-active="$left"d systemctl poweroff',
];

/**
 * Installs the security updates of the latest release before anything else is done, and starts the host anew where there were some,
 * so that nothing runs that was replaced. Where none can be fetched, the age of the image's release decides: a host that would run what
 * is older than 30 days fails, and one that is younger switches itself off when it has become so.
 *
 * @param packages what `packagesOf` gives, where the network lets them through
 */
export const patches = (packages: string | undefined): readonly string[] =>
  packages === undefined ? AGE_OF_RELEASE : patchedFrom(packages);

const patchedFrom = (packages: string): readonly string[] => [
  ...FETCHED,
  `if [ -e ${PATCHED} ]; then`,
  '  :',
  `elif fetched ${packages}; then`,
  '  before=$(rpm -qa | sort)',
  `  ${upgrade('--cacheonly')}`,
  `  date -u +%FT%TZ > ${PATCHED}`,
  '  if [ "$before" != "$(rpm -qa | sort)" ]; then',
  `    rm -f ${HAS_RUN}`,
  '    systemctl reboot',
  '    exit 0',
  '  fi',
  'else',
  ...AGE_OF_RELEASE.map((line) => `  ${line}`),
  'fi',
];
