import { useStrings } from '../../strings/use-strings.js';
import { Banner } from '../../ui/banner.js';
import { useChat } from '../chat-context.js';

/** What was wrong last, until it is dismissed or something goes well. */
export function ProblemBanner() {
  const { problem, dismissProblem } = useChat();
  const strings = useStrings();
  if (!problem) return null;
  return (
    <Banner tone="danger" onDismiss={dismissProblem} dismissLabel={strings.close}>
      {strings.problems[problem.code] ?? strings.problems.unknown}
    </Banner>
  );
}
