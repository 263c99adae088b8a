import type { serverFrameSchema } from '@pulse-io/protocol/server-frames';

type SchemaError = NonNullable<ReturnType<typeof serverFrameSchema.safeParse>['error']>;
type Issue = SchemaError['issues'][number];

const LINES = 3;

/** What keeps a value from fitting a schema, by the form that it comes closest to. */
export function explainIssues(error: Pick<SchemaError, 'issues'>, what: string): string {
  const issues = error.issues.flatMap(closest);
  const lines = issues
    .slice(0, LINES)
    .map(({ path, message }) => `${[what, ...path.map(String)].join('.')}: ${message}`);
  return `${lines.join('; ')}${issues.length > LINES ? `; and ${issues.length - LINES} more` : ''}`;
}

/** Of a union the branch that the fewest fields stand against. */
function closest(issue: Issue): Issue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const branches = issue.errors.map((errors) => errors.flatMap(closest)).filter((errors) => errors.length > 0);
  const [best] = branches.sort((a, b) => weigh(a) - weigh(b));
  return best ? best.map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })) : [issue];
}

/** What is wrong at the top weighs more: there another form was meant. */
const weigh = (issues: Issue[]): number =>
  issues.reduce((sum, issue) => {
    const count = issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
    return sum + (issue.path.length < 2 ? 100 * count : count);
  }, 0);
