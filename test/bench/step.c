/*
 * The step of src/simulation/step.ts once more, in plain scalar C: what the kernel's speed is measured against. One
 * run at a time, one array a variable, the phases in the same order. Not part of the program.
 *
 *   step NETWORK RUNS          prints the nanoseconds of ten steps after ten steps, a line a run
 *   step NETWORK 0 RECORD      writes what a run records: per step I, F, then o, w, x, transit, then D, served, short, B
 *
 * NETWORK is written by test/bench/in-c.ts: numbers and arrays in the order in which main() reads them.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define EACH(i, n) for (int i = 0; i < (n); i++)
#define OF(i, table, owner) for (int i = table.start[owner]; i < table.start[(owner) + 1]; i++)

typedef struct { int *start, *items; } Table;

static FILE *file;
static int steps, stockpiles, flows, licences, demands, input_count, byproduct_count, width, row_length, t;
static int shares_are_constant, application_span, lot_span;
static int at_capacity, at_share, at_allow, at_limit, at_review, at_approve, at_valid, at_demand, at_cover, at_target;
static int *to, *licence_of, *is_release, *draws_from, *is_backordered, *input_owner, *lead, *changing;
static Table inputs, byproducts, inflows, deliveries, ordinary_of, gated_by, demands_on, claims, tiers, switch_order,
    release_order;
static double *first, *values, *taken, *given, *release_below, *adjust, *forecast_steps, *switchable, *conserve,
    *initial_on_hand, *initial_forecast, *initial_flow;

static double *row, *capacity, *share, *allow, *limit_, *review, *approve, *valid, *scheduled_demand, *cover, *target;
static double *on_hand, *forecast, *forecast_used, *need, *byproduct_arrivals, *order;
static double *pipeline, *applications, *lots, *lot_expiry, *unused, *trusted, *in_transit, *pending, *held, *sigma,
    *expected, *switched, *limit_bound, *regular, *expected_share, *ordered, *wanted, *asked, *shipped, *applied,
    *granted, *lapsed;
static double *input_request, *input_regular, *input_granted;
static double *backlog, *demand, *demand_request, *demand_regular, *served, *shortfall;
static int *pipeline_start, *pipeline_now, *lot_first, *lot_count, *under_review, *is_releasing;

static double least(double a, double b) { return b < a ? b : a; }
static double most(double a, double b) { return b > a ? b : a; }

static void schedules(void) {
  EACH(column, width) row[changing[column]] = values[(size_t)t * width + column];
}

static void arrivals(void) {
  memset(byproduct_arrivals, 0, stockpiles * sizeof(double));
  EACH(f, flows) {
    int begin = pipeline_start[f], slot = begin + pipeline_now[f];
    double arriving = pipeline[slot], coming = 0;
    pipeline[slot] = 0;
    on_hand[to[f]] += arriving;
    OF(i, byproducts, f) {
      double quantity = given[i] * arriving;
      on_hand[byproducts.items[i]] += quantity;
      byproduct_arrivals[byproducts.items[i]] += quantity;
    }
    for (int s = begin; s < begin + lead[f]; s++) coming += pipeline[s];
    in_transit[f] = coming;
  }
}

static double drop_expired_lots(int f) {
  int base = f * lot_span, kept = 0;
  double expired = 0;
  EACH(i, lot_count[f]) {
    int from = base + (lot_first[f] + i) % lot_span;
    if (lot_expiry[from] <= t) {
      expired += lots[from];
      continue;
    }
    int into = base + (lot_first[f] + kept) % lot_span;
    lots[into] = lots[from];
    lot_expiry[into] = lot_expiry[from];
    kept++;
  }
  lot_count[f] = kept;
  return expired;
}

static void add_lot(int f, double quantity, double expiry) {
  int base = f * lot_span, count = lot_count[f];
  int newest = base + (lot_first[f] + count - 1 + lot_span) % lot_span;
  if (count > 0 && isinf(expiry) && isinf(lot_expiry[newest])) {
    lots[newest] += quantity;
    return;
  }
  int place = base + (lot_first[f] + count) % lot_span;
  lots[place] = quantity;
  lot_expiry[place] = expiry;
  lot_count[f] = count + 1;
}

static void use_lots(int f, double quantity) {
  double rest = quantity;
  while (rest > 0 && lot_count[f] > 0) {
    int oldest = f * lot_span + lot_first[f];
    if (lots[oldest] > rest) {
      lots[oldest] -= rest;
      return;
    }
    rest -= lots[oldest];
    lot_first[f] = (lot_first[f] + 1) % lot_span;
    lot_count[f]--;
  }
}

static void decisions(void) {
  EACH(f, flows) {
    int l = licence_of[f];
    if (l < 0) continue;
    double *mine = applications + f * application_span;
    granted[f] = lapsed[f] = 0;
    under_review[f] = review[l] > 0 && allow[l] > 0;
    if (under_review[f]) {
      lapsed[f] = drop_expired_lots(f);
      double lot = approve[l] * mine[t % application_span], sum = 0;
      mine[t % application_span] = 0;
      granted[f] = lot;
      if (lot > 0) add_lot(f, lot, t + valid[l]);
      EACH(i, application_span) sum += mine[i];
      pending[f] = sum;
      sum = 0;
      EACH(i, lot_count[f]) sum += lots[f * lot_span + (lot_first[f] + i) % lot_span];
      held[f] = sum;
    } else if (pending[f] > 0 || held[f] > 0) {
      lapsed[f] = held[f];
      lot_count[f] = 0;
      memset(mine, 0, application_span * sizeof(double));
      held[f] = pending[f] = 0;
    }
    unused[f] = least(unused[f], held[f]);
  }
}

static void shares(void) {
  if (shares_are_constant && t > 0) return;
  EACH(j, stockpiles) {
    double total = 0;
    OF(i, inflows, j) total += share[inflows.items[i]];
    OF(i, inflows, j) sigma[inflows.items[i]] = total > 0 ? share[inflows.items[i]] / total : 0;
  }
}

static void limit_bounds(const double *quantity) {
  EACH(f, flows) limit_bound[f] = INFINITY;
  EACH(l, licences) {
    double limit = limit_[l], assigned = 0, needed = 0, left = limit, more = 0;
    if (isinf(limit) || (review[l] > 0 && allow[l] > 0)) continue;
    OF(i, ordinary_of, l) {
      int f = ordinary_of.items[i];
      assigned += sigma[f] * quantity[to[f]];
      needed += sigma[f] * forecast[to[f]];
    }
    if (assigned <= limit) continue;
    OF(i, ordinary_of, l) {
      int f = ordinary_of.items[i];
      double here = sigma[f] * quantity[to[f]];
      limit_bound[f] = needed == 0 ? 0 : least(here, limit * (sigma[f] * forecast[to[f]]) / needed);
      left -= limit_bound[f];
      more += here - limit_bound[f];
    }
    left = most(0, left);
    OF(i, ordinary_of, l) {
      int f = ordinary_of.items[i];
      double part = limit_bound[f];
      if (more > 0) limit_bound[f] = part + left * (sigma[f] * quantity[to[f]] - part) / more;
    }
  }
}

static void turn_elsewhere(int j, double rest, double *parts) {
  for (int i = switch_order.start[j]; rest > 0 && i < switch_order.start[j + 1]; i++) {
    int f = switch_order.items[i], l = licence_of[f];
    if (l >= 0 && !(allow[l] >= 1 && !under_review[f] && isinf(limit_[l]))) continue;
    switched[f] = least(rest, most(0, least(capacity[f], trusted[f]) - parts[f]));
    parts[f] += switched[f];
    rest -= switched[f];
  }
}

static void split(const double *quantity, double *parts) {
  limit_bounds(quantity);
  EACH(j, stockpiles) {
    double whole = quantity[j], spill = 0;
    OF(i, inflows, j) {
      int f = inflows.items[i], l = licence_of[f];
      double assigned = sigma[f] * whole;
      double pass = least(least(assigned, capacity[f]), limit_bound[f]);
      if (l >= 0 && allow[l] < 1) {
        pass = least(pass, allow[l] * (sigma[f] * (isnan(target[j]) ? forecast[j] : whole)));
      }
      parts[f] = pass;
      expected[f] = least(under_review[f] ? pass * approve[l] : pass, trusted[f]);
      switched[f] = 0;
      spill += assigned - expected[f];
    }
    turn_elsewhere(j, spill * switchable[j], parts);
  }
}

static void expected_shares(void) {
  EACH(j, stockpiles) {
    double total = 0;
    OF(i, inflows, j) total += expected[inflows.items[i]] + switched[inflows.items[i]];
    int nothing = total <= 1e-9 * forecast[j];
    OF(i, inflows, j) {
      int f = inflows.items[i];
      expected_share[f] = nothing ? sigma[f] : (expected[f] + switched[f]) / total;
    }
  }
}

static double under_way(int f) {
  int l = licence_of[f];
  return l < 0 ? in_transit[f] : in_transit[f] + approve[l] * pending[f] + held[f] - unused[f];
}

static void releases(void) {
  memset(is_releasing, 0, stockpiles * sizeof(int));
  EACH(j, stockpiles) {
    double coming = 0;
    OF(i, release_order, j) coming += under_way(release_order.items[i]);
    OF(i, release_order, j) {
      int f = release_order.items[i], l = licence_of[f];
      double trigger = release_below[f], there = on_hand[j] + coming;
      double gap = most(0, trigger * forecast[j] - on_hand[j] - coming);
      ordered[f] = (l < 0 ? 1 : allow[l]) * least(capacity[f], gap);
      if (there < (trigger + 1) * forecast[j]) OF(input, inputs, f) is_releasing[inputs.items[input]] = 1;
      coming += ordered[f];
    }
  }
}

static double order_of(int j) {
  double need_now = forecast[j], delay = 0, position = on_hand[j];
  OF(i, inflows, j) {
    int f = inflows.items[i];
    delay += expected_share[f] * (lead[f] + (under_review[f] ? review[licence_of[f]] : 0));
  }
  double keep = isnan(target[j]) ? need_now * cover[j] : target[j];
  OF(i, deliveries, j) position += under_way(deliveries.items[i]);
  OF(i, demands_on, j) position -= backlog[demands_on.items[i]];
  return most(0, need_now - byproduct_arrivals[j] + (keep + need_now * delay - position) / adjust[j]);
}

static void orders(void) {
  shares();
  split(forecast, regular);
  expected_shares();
  releases();
  EACH(j, stockpiles) order[j] = is_releasing[j] ? 0 : order_of(j);
  split(order, ordered);
}

static void licence(void) {
  EACH(f, flows) {
    applied[f] = 0;
    if (!under_review[f]) {
      wanted[f] = ordered[f];
      continue;
    }
    int due = (int)(t + review[licence_of[f]]) % application_span;
    applied[f] = most(0, ordered[f] - unused[f]);
    applications[f * application_span + due] += applied[f];
    pending[f] += applied[f];
    wanted[f] = least(held[f], capacity[f]);
  }
  EACH(l, licences) {
    double total = 0;
    OF(i, gated_by, l) total += wanted[gated_by.items[i]];
    if (total <= limit_[l]) continue;
    OF(i, gated_by, l) wanted[gated_by.items[i]] *= limit_[l] / total;
  }
}

static void requests(void) {
  EACH(f, flows) {
    int begin = inputs.start[f], end = inputs.start[f + 1];
    double quantity = wanted[f];
    if (end - begin > 1) {
      for (int i = begin; i < end; i++) quantity = least(quantity, on_hand[inputs.items[i]] / taken[i]);
    }
    asked[f] = quantity;
    double regularly = least(quantity, is_release[f] ? wanted[f] : regular[f]);
    for (int i = begin; i < end; i++) {
      input_request[i] = taken[i] * quantity;
      input_regular[i] = taken[i] * regularly;
    }
  }
  EACH(k, demands) {
    int j = draws_from[k];
    double due = scheduled_demand[k];
    double stretch = conserve[k] > 0 && forecast[j] > 0 ? least(1, on_hand[j] / forecast[j] / conserve[k]) : 1;
    demand[k] = due;
    demand_request[k] = (due + backlog[k]) * stretch;
    demand_regular[k] = due * stretch;
  }
}

static double ration_tier(int from, int end, double left) {
  double requested = 0, regularly = 0;
  for (int i = from; i < end; i++) {
    int claim = claims.items[i];
    requested += claim >= 0 ? input_request[claim] : demand_request[-1 - claim];
    regularly += claim >= 0 ? input_regular[claim] : demand_regular[-1 - claim];
  }
  int fits = requested <= left;
  double regular_fraction = fits || regularly <= left ? 1 : left / regularly;
  double rest_fraction = fits ? 1 : regularly < left ? (left - regularly) / (requested - regularly) : 0;
  for (int i = from; i < end; i++) {
    int claim = claims.items[i];
    double request = claim >= 0 ? input_request[claim] : demand_request[-1 - claim];
    double part = claim >= 0 ? input_regular[claim] : demand_regular[-1 - claim];
    double got = fits ? request : part * regular_fraction + (request - part) * rest_fraction;
    if (claim >= 0) input_granted[claim] = got;
    else served[-1 - claim] = got;
  }
  return fits ? left - requested : 0;
}

static void rationing(void) {
  EACH(j, stockpiles) {
    double left = on_hand[j];
    int from = claims.start[j];
    OF(tier, tiers, j) {
      left = ration_tier(from, tiers.items[tier], left);
      from = tiers.items[tier];
    }
  }
}

static void use_grants(int f, double quantity) {
  if (!under_review[f]) {
    unused[f] = 0;
    return;
  }
  double before = held[f], usable = least(before, capacity[f]);
  unused[f] = before == 0 ? 0 : usable == 0 ? before : before * (1 - quantity / usable);
  use_lots(f, quantity);
  held[f] = most(0, before - quantity);
}

static void starts(void) {
  EACH(f, flows) {
    double quantity = asked[f];
    OF(i, inputs, f) quantity = least(quantity, input_granted[i] / taken[i]);
    OF(i, inputs, f) on_hand[inputs.items[i]] = most(0, on_hand[inputs.items[i]] - taken[i] * quantity);
    shipped[f] = quantity;
    in_transit[f] += quantity;
    pipeline[pipeline_start[f] + pipeline_now[f]] = quantity;
    pipeline_now[f] = pipeline_now[f] + 1 == lead[f] ? 0 : pipeline_now[f] + 1;
    if (licence_of[f] >= 0) use_grants(f, quantity);
    double need_there = forecast[to[f]];
    int is_dry = quantity < wanted[f] - 1e-9 * most(wanted[f], need_there);
    trusted[f] = is_dry ? quantity : most(trusted[f], quantity) + need_there / adjust[to[f]];
  }
}

static void service(void) {
  EACH(k, demands) {
    int j = draws_from[k];
    double due = demand[k], got = served[k];
    on_hand[j] = most(0, on_hand[j] - got);
    double brief = most(0, due - most(0, got - backlog[k]));
    shortfall[k] = brief < 1e-9 * due ? 0 : brief;
    backlog[k] = is_backordered[k] ? most(0, backlog[k] + due - got) : 0;
  }
}

static void forecasts(void) {
  memset(need, 0, stockpiles * sizeof(double));
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
  memcpy(row, first, row_length * sizeof(double));
  memcpy(on_hand, initial_on_hand, stockpiles * sizeof(double));
  memcpy(forecast, initial_forecast, stockpiles * sizeof(double));
  EACH(f, flows) {
    trusted[f] = INFINITY;
    unused[f] = pending[f] = held[f] = 0;
    pipeline_now[f] = lot_first[f] = lot_count[f] = under_review[f] = 0;
    for (int s = pipeline_start[f]; s < pipeline_start[f + 1]; s++) pipeline[s] = initial_flow[f];
  }
  memset(applications, 0, (size_t)flows * application_span * sizeof(double));
  memset(backlog, 0, demands * sizeof(double));
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
    double *of_stockpiles[] = {on_hand, forecast_used}, *of_flows[] = {ordered, wanted, shipped, in_transit};
    double *of_demands[] = {demand, served, shortfall, backlog};
    EACH(i, 2) fwrite(of_stockpiles[i], sizeof(double), stockpiles, record);
    EACH(i, 4) fwrite(of_flows[i], sizeof(double), flows, record);
    EACH(i, 4) fwrite(of_demands[i], sizeof(double), demands, record);
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
static double *doubles(void) { return array(sizeof(double)); }
static double *empty(size_t count) { return calloc(count + 1, sizeof(double)); }

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
  double **double_arrays[] = {&first, &values, &taken, &given, &release_below, &adjust, &forecast_steps, &switchable,
                              &conserve, &initial_on_hand, &initial_forecast, &initial_flow};
  EACH(i, 12) *double_arrays[i] = doubles();

  row = empty(row_length);
  capacity = row + at_capacity, share = row + at_share, allow = row + at_allow, limit_ = row + at_limit;
  review = row + at_review, approve = row + at_approve, valid = row + at_valid, scheduled_demand = row + at_demand;
  cover = row + at_cover, target = row + at_target;
  double **by_stockpile[] = {&on_hand, &forecast, &forecast_used, &need, &byproduct_arrivals, &order};
  EACH(i, 6) *by_stockpile[i] = empty(stockpiles);
  double **by_flow[] = {&unused, &trusted, &in_transit, &pending, &held, &sigma, &expected, &switched, &limit_bound,
                        &regular, &expected_share, &ordered, &wanted, &asked, &shipped, &applied, &granted, &lapsed};
  EACH(i, 18) *by_flow[i] = empty(flows);
  double **by_input[] = {&input_request, &input_regular, &input_granted};
  EACH(i, 3) *by_input[i] = empty(input_count);
  double **by_demand[] = {&backlog, &demand, &demand_request, &demand_regular, &served, &shortfall};
  EACH(i, 6) *by_demand[i] = empty(demands);
  int **whole[] = {&pipeline_now, &lot_first, &lot_count, &under_review, &is_releasing};
  EACH(i, 5) *whole[i] = calloc(flows + stockpiles + 1, sizeof(int));
  pipeline_start = calloc(flows + 1, sizeof(int));
  EACH(f, flows) pipeline_start[f + 1] = pipeline_start[f] + lead[f];
  pipeline = empty(pipeline_start[flows]);
  applications = empty((size_t)flows * application_span);
  lots = empty((size_t)flows * lot_span);
  lot_expiry = empty((size_t)flows * lot_span);

  int runs = atoi(words[2]);
  if (runs == 0) {
    FILE *record = fopen(words[3], "wb");
    run(record, NULL);
    return fclose(record);
  }
  double *times = empty(steps / 10 + 2);
  EACH(i, runs) {
    run(NULL, times);
    EACH(part, (steps + 9) / 10) printf("%.0f ", times[part + 1] - times[part]);
    printf("\n");
  }
  return 0;
}
