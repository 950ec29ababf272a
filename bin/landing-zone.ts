import { synthesizeForCdk } from '../lib/synthesize';

synthesizeForCdk();
