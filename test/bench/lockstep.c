/*
 * step.c with LANES runs in lockstep, in the widest vectors of the machine (extensions of GCC and Clang): how fast the
 * recurrence can be. The same input, output and phases; where runs may differ, both ways are computed and one is chosen.
 * What runs keep lot by lot is done run by run, and where nothing is under review in any run, not at all.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define LANES 8
typedef double Lanes __attribute__((vector_size(8 * LANES)));
/* All bits of a lane: whether something holds there. */
typedef long long Mask __attribute__((vector_size(8 * LANES)));

#define EACH(i, n) for (int i = 0; i < (n); i++)
#define OF(i, table, owner) for (int i = table.start[owner]; i < table.start[(owner) + 1]; i++)
#define ZERO(all, places) memset(all, 0, (size_t)(places) * sizeof *(all))

typedef struct { int *start, *items; } Table;

static FILE *file;
static int steps, stockpiles, flows, licences, demands, input_count, byproduct_count, width, row_length, t;
static int shares_are_constant, application_span, lot_span;
static int at_capacity, at_share, at_allow, at_limit, at_review, at_approve, at_valid, at_demand, at_cover, at_target;
static int *to, *licence_of, *is_release, *draws_from, *is_backordered, *input_owner, *lead, *changing;
static Table inputs, byproducts, inflows, deliveries, ordinary_of, gated_by, demands_on, claims, tiers, switch_order,
    release_order;
static Lanes *first, *values, *taken, *given, *release_below, *adjust, *forecast_steps, *switchable, *conserve,
    *initial_on_hand, *initial_forecast, *initial_flow;

static Lanes *row, *capacity, *share, *allow, *limit_, *review, *approve, *valid, *scheduled_demand, *cover, *target;
static Lanes *on_hand, *forecast, *forecast_used, *need, *byproduct_arrivals, *order;
static double *lots, *lot_expiry;
static Lanes *pipeline, *applications, *unused, *trusted, *in_transit, *pending, *held, *sigma,
    *expected, *switched, *limit_bound, *regular, *expected_share, *ordered, *wanted, *asked, *shipped, *applied,
    *granted, *lapsed;
static Lanes *input_request, *input_regular, *input_granted;
static Lanes *backlog, *demand, *demand_request, *demand_regular, *served, *shortfall;
static int *pipeline_start, *pipeline_now, *lot_first, *lot_count, *is_reviewed;
static Mask *under_review, *is_releasing;

static Lanes all(double value) { return value - (Lanes){0}; }
static Lanes choose(Mask one, Lanes a, Lanes b) { return (Lanes)((one & (Mask)a) | (~one & (Mask)b)); }
static Lanes least(Lanes a, Lanes b) { return choose(b < a, b, a); }
static Lanes most(Lanes a, Lanes b) { return choose(b > a, b, a); }
static Lanes not_negative(Lanes a) { return choose(a > 0, a, all(0)); }
static int any(Mask one) {
  long long found = 0;
  EACH(i, LANES) found |= one[i];
  return found != 0;
}
static Mask is_finite(Lanes a) { return a < INFINITY; }

static void schedules(void) {
  EACH(column, width) row[changing[column]] = values[(size_t)t * width + column];
}

static void arrivals(void) {
  ZERO(byproduct_arrivals, stockpiles);
  EACH(f, flows) {
    int begin = pipeline_start[f], slot = begin + pipeline_now[f];
    Lanes arriving = pipeline[slot], coming = {0};
    pipeline[slot] = all(0);
    on_hand[to[f]] += arriving;
    OF(i, byproducts, f) {
      Lanes quantity = given[i] * arriving;
      on_hand[byproducts.items[i]] += quantity;
      byproduct_arrivals[byproducts.items[i]] += quantity;
    }
    for (int s = begin; s < begin + lead[f]; s++) coming += pipeline[s];
    in_transit[f] = coming;
  }
}

/* Lots of a flow in one run, at `base`; `at` is their place among those of flows and runs. */
static double drop_expired_lots(int at) {
  int base = at * lot_span, kept = 0;
  double expired = 0;
  EACH(n, lot_count[at]) {
    int from = base + (lot_first[at] + n) % lot_span;
    if (lot_expiry[from] <= t) {
      expired += lots[from];
      continue;
    }
    int into = base + (lot_first[at] + kept) % lot_span;
    lots[into] = lots[from];
    lot_expiry[into] = lot_expiry[from];
    kept++;
  }
  lot_count[at] = kept;
  return expired;
}

static void add_lot(int at, double quantity, double expiry) {
  int base = at * lot_span, count = lot_count[at];
  int newest = base + (lot_first[at] + count - 1 + lot_span) % lot_span;
  if (count > 0 && isinf(expiry) && isinf(lot_expiry[newest])) {
    lots[newest] += quantity;
    return;
  }
  int place = base + (lot_first[at] + count) % lot_span;
  lots[place] = quantity;
  lot_expiry[place] = expiry;
  lot_count[at] = count + 1;
}

static void use_lots(int at, double quantity) {
  double rest = quantity;
  while (rest > 0 && lot_count[at] > 0) {
    int oldest = at * lot_span + lot_first[at];
    if (lots[oldest] > rest) {
      lots[oldest] -= rest;
      return;
    }
    rest -= lots[oldest];
    lot_first[at] = (lot_first[at] + 1) % lot_span;
    lot_count[at]--;
  }
}

static void decide(int f, int l, int i) {
  int at = f * LANES + i;
  Lanes *mine = applications + (size_t)f * application_span;
  if (under_review[f][i]) {
    lapsed[f][i] = drop_expired_lots(at);
    double lot = approve[l][i] * mine[t % application_span][i], sum = 0;
    mine[t % application_span][i] = 0;
    granted[f][i] = lot;
    if (lot > 0) add_lot(at, lot, t + valid[l][i]);
    EACH(n, application_span) sum += mine[n][i];
    pending[f][i] = sum;
    sum = 0;
    EACH(n, lot_count[at]) sum += lots[at * lot_span + (lot_first[at] + n) % lot_span];
    held[f][i] = sum;
  } else if (pending[f][i] > 0 || held[f][i] > 0) {
    lapsed[f][i] = held[f][i];
    lot_count[at] = 0;
    EACH(n, application_span) mine[n][i] = 0;
    held[f][i] = pending[f][i] = 0;
  }
}

static void decisions(void) {
  EACH(f, flows) {
    int l = licence_of[f];
    if (l < 0) continue;
    granted[f] = lapsed[f] = all(0);
    under_review[f] = (review[l] > 0) & (allow[l] > 0);
    is_reviewed[f] = any(under_review[f]);
    if (is_reviewed[f] || any((pending[f] > 0) | (held[f] > 0))) EACH(i, LANES) decide(f, l, i);
    unused[f] = least(unused[f], held[f]);
  }
}

static void shares(void) {
  if (shares_are_constant && t > 0) return;
  EACH(j, stockpiles) {
    Lanes total = {0};
    OF(i, inflows, j) total += share[inflows.items[i]];
    OF(i, inflows, j) sigma[inflows.items[i]] = choose(total > 0, share[inflows.items[i]] / total, all(0));
  }
}

static void limit_bounds(const Lanes *quantity) {
  EACH(f, flows) limit_bound[f] = all(INFINITY);
  EACH(l, licences) {
    Lanes limit = limit_[l], assigned = {0}, needed = {0}, left = limit, more = {0};
    Mask bound = is_finite(limit) & ~((review[l] > 0) & (allow[l] > 0));
    if (!any(bound)) continue;
    OF(i, ordinary_of, l) {
      int f = ordinary_of.items[i];
      assigned += sigma[f] * quantity[to[f]];
      needed += sigma[f] * forecast[to[f]];
    }
    bound &= assigned > limit;
    if (!any(bound)) continue;
    OF(i, ordinary_of, l) {
      int f = ordinary_of.items[i];
      Lanes here = sigma[f] * quantity[to[f]];
      Lanes part = choose(needed == 0, all(0), least(here, limit * (sigma[f] * forecast[to[f]]) / needed));
      limit_bound[f] = choose(bound, part, limit_bound[f]);
      left -= part;
      more += here - part;
    }
    left = not_negative(left);
    OF(i, ordinary_of, l) {
      int f = ordinary_of.items[i];
      Lanes part = limit_bound[f], raised = part + left * (sigma[f] * quantity[to[f]] - part) / more;
      limit_bound[f] = choose(bound & (more > 0), raised, part);
    }
  }
}

static void turn_elsewhere(int j, Lanes rest, Lanes *parts) {
  for (int i = switch_order.start[j]; any(rest > 0) && i < switch_order.start[j + 1]; i++) {
    int f = switch_order.items[i], l = licence_of[f];
    Mask turns = rest > 0;
    if (l >= 0) turns &= (allow[l] >= 1) & ~under_review[f] & ~is_finite(limit_[l]);
    Lanes turned = least(rest, not_negative(least(capacity[f], trusted[f]) - parts[f]));
    switched[f] = choose(turns, turned, all(0));
    parts[f] += switched[f];
    rest -= switched[f];
  }
}

static void split(const Lanes *quantity, Lanes *parts) {
  limit_bounds(quantity);
  EACH(j, stockpiles) {
    Lanes whole = quantity[j], spill = {0};
    OF(i, inflows, j) {
      int f = inflows.items[i], l = licence_of[f];
      Lanes assigned = sigma[f] * whole;
      Lanes pass = least(least(assigned, capacity[f]), limit_bound[f]);
      Lanes passing = pass;
      if (l >= 0) {
        Lanes wished = choose(target[j] == target[j], whole, forecast[j]);
        pass = choose(allow[l] < 1, least(pass, allow[l] * (sigma[f] * wished)), pass);
        passing = choose(under_review[f], pass * approve[l], pass);
      }
      parts[f] = pass;
      expected[f] = least(passing, trusted[f]);
      switched[f] = all(0);
      spill += assigned - expected[f];
    }
    turn_elsewhere(j, spill * switchable[j], parts);
  }
}

static void expected_shares(void) {
  EACH(j, stockpiles) {
    Lanes total = {0};
    OF(i, inflows, j) total += expected[inflows.items[i]] + switched[inflows.items[i]];
    Mask nothing = total <= 1e-9 * forecast[j];
    OF(i, inflows, j) {
      int f = inflows.items[i];
      expected_share[f] = choose(nothing, sigma[f], (expected[f] + switched[f]) / total);
    }
  }
}

static Lanes under_way(int f) {
  int l = licence_of[f];
  return l < 0 ? in_transit[f] : in_transit[f] + approve[l] * pending[f] + held[f] - unused[f];
}

static void releases(void) {
  ZERO(is_releasing, stockpiles);
  EACH(j, stockpiles) {
    Lanes coming = {0};
    OF(i, release_order, j) coming += under_way(release_order.items[i]);
    OF(i, release_order, j) {
      int f = release_order.items[i], l = licence_of[f];
      Lanes trigger = release_below[f], there = on_hand[j] + coming;
      Lanes gap = not_negative(trigger * forecast[j] - on_hand[j] - coming);
      ordered[f] = (l < 0 ? all(1) : allow[l]) * least(capacity[f], gap);
      OF(input, inputs, f) is_releasing[inputs.items[input]] |= there < (trigger + 1) * forecast[j];
      coming += ordered[f];
    }
  }
}

static Lanes order_of(int j) {
  Lanes need_now = forecast[j], delay = {0}, position = on_hand[j];
  OF(i, inflows, j) {
    int f = inflows.items[i], l = licence_of[f];
    Lanes wait = all(lead[f]);
    if (l >= 0) wait += choose(under_review[f], review[l], all(0));
    delay += expected_share[f] * wait;
  }
  Lanes keep = choose(target[j] == target[j], target[j], need_now * cover[j]);
  OF(i, deliveries, j) position += under_way(deliveries.items[i]);
  OF(i, demands_on, j) position -= backlog[demands_on.items[i]];
  return not_negative(need_now - byproduct_arrivals[j] + (keep + need_now * delay - position) / adjust[j]);
}

static void orders(void) {
  shares();
  split(forecast, regular);
  expected_shares();
  releases();
  EACH(j, stockpiles) order[j] = choose(is_releasing[j], all(0), order_of(j));
  split(order, ordered);
}

static void apply(int f, int i) {
  int due = (int)(t + review[licence_of[f]][i]) % application_span;
  double more = ordered[f][i] - unused[f][i];
  applied[f][i] = more > 0 ? more : 0;
  applications[(size_t)f * application_span + due][i] += applied[f][i];
  pending[f][i] += applied[f][i];
  wanted[f][i] = capacity[f][i] < held[f][i] ? capacity[f][i] : held[f][i];
}

static void licence(void) {
  EACH(f, flows) {
    applied[f] = all(0);
    wanted[f] = ordered[f];
    if (licence_of[f] >= 0 && is_reviewed[f]) EACH(i, LANES) if (under_review[f][i]) apply(f, i);
  }
  EACH(l, licences) {
    Lanes total = {0};
    OF(i, gated_by, l) total += wanted[gated_by.items[i]];
    Lanes part = choose(total > limit_[l], limit_[l] / total, all(1));
    OF(i, gated_by, l) wanted[gated_by.items[i]] *= part;
  }
}

static void requests(void) {
  EACH(f, flows) {
    int begin = inputs.start[f], end = inputs.start[f + 1];
    Lanes quantity = wanted[f];
    if (end - begin > 1) {
      for (int i = begin; i < end; i++) quantity = least(quantity, on_hand[inputs.items[i]] / taken[i]);
    }
    asked[f] = quantity;
    Lanes regularly = least(quantity, is_release[f] ? wanted[f] : regular[f]);
    for (int i = begin; i < end; i++) {
      input_request[i] = taken[i] * quantity;
      input_regular[i] = taken[i] * regularly;
    }
  }
  EACH(k, demands) {
    int j = draws_from[k];
    Lanes due = scheduled_demand[k], spared = least(all(1), on_hand[j] / forecast[j] / conserve[k]);
    Lanes stretch = choose((conserve[k] > 0) & (forecast[j] > 0), spared, all(1));
    demand[k] = due;
    demand_request[k] = (due + backlog[k]) * stretch;
    demand_regular[k] = due * stretch;
  }
}

static Lanes ration_tier(int from, int end, Lanes left) {
  Lanes requested = {0}, regularly = {0};
  for (int i = from; i < end; i++) {
    int claim = claims.items[i];
    requested += claim >= 0 ? input_request[claim] : demand_request[-1 - claim];
    regularly += claim >= 0 ? input_regular[claim] : demand_regular[-1 - claim];
  }
  Mask fits = requested <= left;
  Lanes regular_fraction = choose(fits | (regularly <= left), all(1), left / regularly);
  Lanes rest = choose(regularly < left, (left - regularly) / (requested - regularly), all(0));
  for (int i = from; i < end; i++) {
    int claim = claims.items[i];
    Lanes request = claim >= 0 ? input_request[claim] : demand_request[-1 - claim];
    Lanes part = claim >= 0 ? input_regular[claim] : demand_regular[-1 - claim];
    Lanes got = choose(fits, request, part * regular_fraction + (request - part) * rest);
    if (claim >= 0) input_granted[claim] = got;
    else served[-1 - claim] = got;
  }
  return choose(fits, left - requested, all(0));
}

static void rationing(void) {
  EACH(j, stockpiles) {
    Lanes left = on_hand[j];
    int from = claims.start[j];
    OF(tier, tiers, j) {
      left = ration_tier(from, tiers.items[tier], left);
      from = tiers.items[tier];
    }
  }
}

static void use_grants(int f, Lanes quantity) {
  Lanes before = held[f], usable = least(before, capacity[f]);
  Lanes rest = choose(usable == 0, before, before * (1 - quantity / usable));
  unused[f] = choose(under_review[f] & (before != 0), rest, all(0));
  if (!is_reviewed[f]) return;
  EACH(i, LANES) if (under_review[f][i]) use_lots(f * LANES + i, quantity[i]);
  held[f] = choose(under_review[f], not_negative(before - quantity), before);
}

static void starts(void) {
  EACH(f, flows) {
    Lanes quantity = asked[f];
    OF(i, inputs, f) quantity = least(quantity, input_granted[i] / taken[i]);
    OF(i, inputs, f) on_hand[inputs.items[i]] = not_negative(on_hand[inputs.items[i]] - taken[i] * quantity);
    shipped[f] = quantity;
    in_transit[f] += quantity;
    pipeline[pipeline_start[f] + pipeline_now[f]] = quantity;
    pipeline_now[f] = pipeline_now[f] + 1 == lead[f] ? 0 : pipeline_now[f] + 1;
    if (licence_of[f] >= 0) use_grants(f, quantity);
    Lanes need_there = forecast[to[f]];
    Mask is_dry = quantity < wanted[f] - 1e-9 * most(wanted[f], need_there);
    trusted[f] = choose(is_dry, quantity, most(trusted[f], quantity) + need_there / adjust[to[f]]);
  }
}

static void service(void) {
  EACH(k, demands) {
    int j = draws_from[k];
    Lanes due = demand[k], got = served[k];
    on_hand[j] = not_negative(on_hand[j] - got);
    Lanes brief = not_negative(due - not_negative(got - backlog[k]));
    shortfall[k] = choose(brief < 1e-9 * due, all(0), brief);
    backlog[k] = is_backordered[k] ? not_negative(backlog[k] + due - got) : all(0);
  }
}

static void forecasts(void) {
  ZERO(need, stockpiles);
  EACH(i, input_count) {
    int f = input_owner[i];
    need[inputs.items[i]] += taken[i] * (is_release[f] ? wanted[f] : regular[f]);
  }
  EACH(k, demands) need[draws_from[k]] += demand[k];
  EACH(j, stockpiles) {
    forecast_used[j] = forecast[j];
    forecast[j] += (need[j] - forecast[j]) / forecast_steps[j];
  }
}

static void start(void) {
  memcpy(row, first, row_length * sizeof(Lanes));
  memcpy(on_hand, initial_on_hand, stockpiles * sizeof(Lanes));
  memcpy(forecast, initial_forecast, stockpiles * sizeof(Lanes));
  EACH(f, flows) {
    trusted[f] = all(INFINITY);
    unused[f] = pending[f] = held[f] = all(0);
    pipeline_now[f] = is_reviewed[f] = 0;
    under_review[f] = (Mask){0};
    for (int s = pipeline_start[f]; s < pipeline_start[f + 1]; s++) pipeline[s] = initial_flow[f];
  }
  ZERO(lot_first, flows * LANES);
  ZERO(lot_count, flows * LANES);
  ZERO(applications, (size_t)flows * application_span);
  ZERO(backlog, demands);
}

static double now(void) {
  struct timespec clock;
  clock_gettime(CLOCK_MONOTONIC, &clock);
  return clock.tv_sec * 1e9 + clock.tv_nsec;
}

static void run(FILE *record, double *times) {
  start();
  for (t = 0; t < steps; t++) {
    if (times && t % 10 == 0) times[t / 10] = now();
    schedules();
    arrivals();
    decisions();
    orders();
    licence();
    requests();
    rationing();
    starts();
    service();
    forecasts();
    if (!record) continue;
    Lanes *of_stockpiles[] = {on_hand, forecast_used}, *of_flows[] = {ordered, wanted, shipped, in_transit};
    Lanes *of_demands[] = {demand, served, shortfall, backlog};
    EACH(i, 2) fwrite(of_stockpiles[i], sizeof(Lanes), stockpiles, record);
    EACH(i, 4) fwrite(of_flows[i], sizeof(Lanes), flows, record);
    EACH(i, 4) fwrite(of_demands[i], sizeof(Lanes), demands, record);
  }
  if (times) times[(steps + 9) / 10] = now();
}

static int integer(void) {
  int value = 0;
  if (fread(&value, sizeof value, 1, file) != 1) exit(2);
  return value;
}

static void *array(size_t size) {
  int count = integer();
  void *all = calloc(count + 1, size);
  if (fread(all, size, count, file) != (size_t)count) exit(2);
  return all;
}

static int *integers(void) { return array(sizeof(int)); }
static Lanes *empty(size_t count) {
  Lanes *made = aligned_alloc(sizeof(Lanes), (count + 1) * sizeof(Lanes));
  ZERO(made, count + 1);
  return made;
}

/* Numbers of all runs side by side. */
static Lanes *doubles(void) {
  int count = integer();
  Lanes *made = empty(count / LANES);
  if (fread(made, sizeof(double), count, file) != (size_t)count) exit(2);
  return made;
}

static Table table(void) {
  Table one;
  one.start = integers();
  one.items = integers();
  return one;
}

int main(int count, char **words) {
  if (count < 3 || !(file = fopen(words[1], "rb"))) return 2;
  int *counts[] = {&steps, &stockpiles, &flows, &licences, &demands, &shares_are_constant, &application_span, &lot_span,
                   &at_capacity, &at_share, &at_allow, &at_limit, &at_review, &at_approve, &at_valid, &at_demand,
                   &at_cover, &at_target, &row_length, &width, &input_count, &byproduct_count};
  EACH(i, (int)(sizeof counts / sizeof *counts)) *counts[i] = integer();
  int **integer_arrays[] = {&to, &licence_of, &is_release, &draws_from, &is_backordered, &input_owner, &lead, &changing};
  EACH(i, 8) *integer_arrays[i] = integers();
  Table *tables[] = {&inputs, &byproducts, &inflows, &deliveries, &ordinary_of, &gated_by, &demands_on, &claims, &tiers,
                     &switch_order, &release_order};
  EACH(i, 11) *tables[i] = table();
  Lanes **double_arrays[] = {&first, &values, &taken, &given, &release_below, &adjust, &forecast_steps, &switchable,
                              &conserve, &initial_on_hand, &initial_forecast, &initial_flow};
  EACH(i, 12) *double_arrays[i] = doubles();

  row = empty(row_length);
  capacity = row + at_capacity, share = row + at_share, allow = row + at_allow, limit_ = row + at_limit;
  review = row + at_review, approve = row + at_approve, valid = row + at_valid, scheduled_demand = row + at_demand;
  cover = row + at_cover, target = row + at_target;
  Lanes **by_stockpile[] = {&on_hand, &forecast, &forecast_used, &need, &byproduct_arrivals, &order};
  EACH(i, 6) *by_stockpile[i] = empty(stockpiles);
  Lanes **by_flow[] = {&unused, &trusted, &in_transit, &pending, &held, &sigma, &expected, &switched, &limit_bound,
                        &regular, &expected_share, &ordered, &wanted, &asked, &shipped, &applied, &granted, &lapsed};
  EACH(i, 18) *by_flow[i] = empty(flows);
  Lanes **by_input[] = {&input_request, &input_regular, &input_granted};
  EACH(i, 3) *by_input[i] = empty(input_count);
  Lanes **by_demand[] = {&backlog, &demand, &demand_request, &demand_regular, &served, &shortfall};
  EACH(i, 6) *by_demand[i] = empty(demands);
  int **whole[] = {&pipeline_now, &is_reviewed, &lot_first, &lot_count};
  EACH(i, 4) *whole[i] = calloc((size_t)flows * LANES + 1, sizeof(int));
  under_review = (Mask *)empty(flows);
  is_releasing = (Mask *)empty(stockpiles);
  pipeline_start = calloc(flows + 1, sizeof(int));
  EACH(f, flows) pipeline_start[f + 1] = pipeline_start[f] + lead[f];
  pipeline = empty(pipeline_start[flows]);
  applications = empty((size_t)flows * application_span);
  lots = (double *)empty((size_t)flows * lot_span);
  lot_expiry = (double *)empty((size_t)flows * lot_span);

  int runs = atoi(words[2]);
  if (runs == 0) {
    FILE *record = fopen(words[3], "wb");
    run(record, NULL);
    return fclose(record);
  }
  double *times = calloc(steps / 10 + 2, sizeof(double));
  EACH(i, runs) {
    run(NULL, times);
    EACH(part, (steps + 9) / 10) printf("%.0f ", times[part + 1] - times[part]);
    printf("\n");
  }
  return 0;
}
